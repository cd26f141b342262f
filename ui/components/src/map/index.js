// The map component: Streamlit calls the default export on every change of its data or of the theme.

import leaflet from "leaflet/dist/leaflet.css";
import { addStyle } from "../common/dom.js";
import { Views } from "../common/keep.js";
import common from "../common/common.css";
import css from "./map.css";
import { MapView } from "./view.js";

addStyle("ca-style-common", common);
addStyle("ca-style-map", leaflet + css);

const views = new Views(() => new MapView());

export default (component) => views.mount(component);
