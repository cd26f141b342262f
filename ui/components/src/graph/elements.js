// What Python sent, as elements of the graph.

// Adds, changes and removes elements so that they are `nodes` and `links`; what stays keeps its place.
export function fill(cy, { nodes, links }) {
  const wanted = [
    ...nodes.map((node) => ({ group: "nodes", data: { ...node } })),
    ...links.map((link) => ({ group: "edges", data: { ...link, id: `link:${link.id}` } })),
  ];
  const ids = new Set(wanted.map(({ data }) => data.id));
  cy.elements().filter((item) => !ids.has(item.id())).remove();
  for (const item of wanted) {
    const there = cy.getElementById(item.data.id);
    if (there.nonempty()) there.removeData().data(item.data);
    else cy.add(item);
  }
}

// Radii in pixels: by weight if there is one, else by the number of links; smaller where there are many nodes.
export function measure(cy, centre) {
  const weight = (node) => Math.max(0, node.data("size") ?? node.degree(false));
  const most = Math.max(1, ...cy.nodes().map(weight));
  const many = cy.nodes().length;
  const scale = many > 300 ? 0.55 : many > 120 ? 0.75 : 1;
  cy.batch(() =>
    cy.nodes().forEach((node) => {
      const radius = (7 + 9 * Math.sqrt(weight(node) / most)) * scale + (node.id() === centre ? 3 : 0);
      node.data("radius", radius);
    }),
  );
}
