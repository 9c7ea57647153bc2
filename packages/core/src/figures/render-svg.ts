import type { Figure } from "./figure.ts";
import { allFigureColours } from "./palette.ts";

type Echarts = typeof import("echarts/core");

let loaded: Echarts | null = null;

/** The drawing library with what our figures are made of. It has five hundred modules: only who draws loads them. */
function echarts(): Echarts {
  if (loaded === null) {
    // Asked of the process and not imported: figures are also read by browsers, which draw by themselves.
    const require = process.getBuiltinModule("node:module").createRequire(import.meta.url);
    const charts = require("echarts/charts") as typeof import("echarts/charts");
    const components = require("echarts/components") as typeof import("echarts/components");
    const { SVGRenderer } = require("echarts/renderers") as typeof import("echarts/renderers");
    loaded = require("echarts/core") as Echarts;
    loaded.use([
      charts.BarChart,
      charts.CustomChart,
      charts.HeatmapChart,
      charts.ScatterChart,
      charts.RadarChart,
      components.GridComponent,
      components.VisualMapPiecewiseComponent,
      components.GraphicComponent,
      components.RadarComponent,
      SVGRenderer,
    ]);
  }
  return loaded;
}

/** How a figure is drawn to SVG. */
export interface SvgSettings {
  /** Prefix of the ids inside the SVG; must differ between figures of one page. Letters, digits and "-". */
  readonly idPrefix: string;
}

const colourBySentinel = new Map(allFigureColours.map((entry) => [entry.sentinel, entry]));

/**
 * Draw a figure to an SVG string without a browser. The same figure gives the same bytes: the drawing library counts
 * its ids up over the life of the process, so they are renamed from `idPrefix`. Colours become CSS variables of the
 * page with the light theme's colour as fallback, so one drawing serves both themes and stands alone. Nothing in the
 * result reacts to a pointer, and it is hidden from screen readers: the page gives the numbers in a table beside it.
 */
export function renderSvg(figure: Figure, settings: SvgSettings): string {
  const chart = echarts().init(null, null, { renderer: "svg", ssr: true, width: figure.width, height: figure.height });
  try {
    chart.setOption({ ...figure.option, animation: false });
    return normalise(chart.renderToSVGString(), settings.idPrefix);
  } finally {
    chart.dispose();
  }
}

function normalise(svg: string, idPrefix: string): string {
  return svg
    .replace(/<style\s*>[\s\S]*?<\/style>\s*/gu, "")
    .replace(/ class="zr\d+-cls-\d+"/gu, "")
    .replace(/ ecmeta_[a-z_]+="[^"]*"/gu, "")
    .replace(/ pointer-events="visible"/gu, "")
    .replace(/(id="|url\(#)zr\d+-/gu, `$1${idPrefix}-`)
    .replace(/(fill|stroke)="(#f1f0[0-9a-f]{2})"/gu, (whole, attribute: string, sentinel: string) => {
      const entry = colourBySentinel.get(sentinel);
      return entry === undefined ? whole : `${attribute}="var(${entry.variable}, ${entry.light})"`;
    })
    .replace(/^<svg /u, '<svg aria-hidden="true" focusable="false" ');
}
