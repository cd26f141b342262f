// The graph component: Streamlit calls the default export on every change of its data or of the theme.

import { addStyle } from "../common/dom.js";
import { Views } from "../common/keep.js";
import common from "../common/common.css";
import css from "./graph.css";
import { GraphView } from "./view.js";

addStyle("ca-style-common", common);
addStyle("ca-style-graph", css);

const views = new Views(() => new GraphView());

export default (component) => views.mount(component);
