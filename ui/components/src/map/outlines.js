// Outlines of US states and counties, read once from the file beside the bundle, and names to find one's way by.

import L from "leaflet";
import { feature, mesh } from "topojson-client";
import { element } from "../common/dom.js";
import { mix } from "../common/theme.js";

const COUNTIES_FROM = 6;
const COUNTY_NAMES_FROM = 8;
const STATE_NAMES = [4, 7.5];
const GIVEN_NAMES_FROM = 5.5;
// Half the width of a letter of a name, in pixels, rather more than less.
const LETTER = 4.4;

let reading = null;

function read() {
  reading ??= fetch(new URL("./us-outlines.json", import.meta.url))
    .then((answer) => answer.json())
    .then((topology) => ({
      land: feature(topology, topology.objects.nation),
      states: mesh(topology, topology.objects.states),
      counties: mesh(topology, topology.objects.counties, (a, b) => a !== b && a.id.slice(0, 2) === b.id.slice(0, 2)),
      stateNames: names(topology, topology.objects.states),
      countyNames: names(topology, topology.objects.counties),
    }));
  return reading;
}

function names(topology, collection) {
  return collection.geometries.map((geometry) => {
    const shape = feature(topology, geometry);
    return { name: shape.properties.name, at: middleOf(shape.geometry) };
  });
}

// The middle of the largest part, by the area of its outer ring; good enough to write a name at.
function middleOf({ type, coordinates }) {
  const rings = type === "Polygon" ? [coordinates[0]] : coordinates.map(([outer]) => outer);
  let best = { area: 0, at: [rings[0][0][1], rings[0][0][0]] };
  for (const ring of rings) {
    let [area, x, y] = [0, 0, 0];
    for (let i = 0; i + 1 < ring.length; i += 1) {
      const cross = ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
      area += cross;
      x += (ring[i][0] + ring[i + 1][0]) * cross;
      y += (ring[i][1] + ring[i + 1][1]) * cross;
    }
    if (Math.abs(area) > best.area) best = { area: Math.abs(area), at: [y / (3 * area), x / (3 * area)] };
  }
  return best.at;
}

export class Outlines {
  constructor(map) {
    this.map = map;
    map.createPane("outlines").style.zIndex = 250;
    map.createPane("names").style.zIndex = 260;
    map.getPane("names").style.pointerEvents = "none";
    map.getPane("names").setAttribute("aria-hidden", "true");
    this.renderer = L.canvas({ pane: "outlines", padding: 0.3 });
    this.names = L.layerGroup().addTo(map);
    this.given = [];
    map.on("moveend", () => this.refresh());
  }

  // Names of `places` ({name, lat, lon}, the best known first) come before those of counties.
  name(places) {
    this.given = places.map(({ name, lat, lon }) => ({ name, at: [lat, lon] }));
    this.refresh();
  }

  async show(theme) {
    this.theme = theme;
    this.shapes = await read();
    const line = (share) => mix(theme.background, theme.text, share);
    for (const layer of [this.land, this.counties, this.states]) layer?.remove();
    const common = { renderer: this.renderer, pane: "outlines", interactive: false };
    const draw = (shape, style) => L.geoJSON(shape, { ...common, style: { ...style, ...common } });
    this.land = draw(this.shapes.land, { stroke: false, fillColor: mix(theme.background, theme.text, 0.055), fillOpacity: 1 }).addTo(this.map);
    this.counties = draw(this.shapes.counties, { color: line(theme.dark ? 0.26 : 0.2), weight: 0.8 });
    this.states = draw(this.shapes.states, { color: line(0.5), weight: 1.2 }).addTo(this.map);
    this.refresh();
  }

  refresh() {
    if (!this.shapes) return;
    const zoom = this.map.getZoom();
    if (zoom >= COUNTIES_FROM) {
      if (!this.map.hasLayer(this.counties)) this.counties.addTo(this.map);
    } else this.counties.remove();
    this.names.clearLayers();
    const taken = [];
    if (zoom >= GIVEN_NAMES_FROM) this.write(this.given, "ca-town", taken);
    if (zoom >= COUNTY_NAMES_FROM) this.write(this.shapes.countyNames, "ca-county", taken);
    else if (zoom >= STATE_NAMES[0] && zoom <= STATE_NAMES[1]) this.write(this.shapes.stateNames, "ca-state", taken);
  }

  write(places, className, taken) {
    const view = this.map.getBounds();
    for (const { name, at } of places) {
      if (!view.contains(at)) continue;
      const { x, y } = this.map.latLngToContainerPoint(at);
      const half = name.length * LETTER;
      if (taken.some((other) => Math.abs(other.x - x) < other.half + half && Math.abs(other.y - y) < 16)) continue;
      taken.push({ x, y, half });
      const icon = L.divIcon({ className: `ca-name ${className}`, html: element("span", {}, name), iconSize: [110, 16] });
      L.marker(at, { icon, pane: "names", interactive: false, keyboard: false }).addTo(this.names);
    }
  }
}
