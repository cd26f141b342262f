// The graph as a PNG: what is on the screen, twice as fine, with its names.

export async function savePicture(view) {
  const { cy, theme, labels } = view;
  const [width, height, scale] = [cy.width(), cy.height(), 2];
  const drawing = new Image();
  drawing.src = cy.png({ full: false, scale, bg: theme.background });
  await drawing.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * scale, height * scale];
  const context = canvas.getContext("2d");
  context.drawImage(drawing, 0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  labels.paint(context, width, height);
  const link = document.createElement("a");
  link.href = canvas.toDataURL("image/png");
  link.download = "cluster-graph.png";
  link.click();
}
