// Shapes of the page's data and state, for the type checker alone; nothing of this is in a page.

/** [longitude, latitude, step, step, ...] in whole numbers. */
type Steps = number[];

interface GroupData {
  key: string;
  name: string;
  size: number;
}

interface Group extends GroupData {
  index: number;
  campaign: boolean;
  layer: L.FeatureGroup;
  tick?: HTMLInputElement;
}

interface PageData {
  title: string;
  summary: string;
  focus: [number, number, number, number];
  extent: [number, number, number, number];
  meaning: string;
  legend: { outline: string; grades: Record<string, string>; keys: [string, string, string][] };
  levels: number[];
  many: boolean;
  groups: GroupData[];
  tiles: { address: string; attribution: string } | null;
  /** Name, longitude, latitude. */
  places: [string, number, number][];
  texts: string[];
  /** Publisher, ISO day, title, address, identifier. */
  documents: [string, string, string, string, string][];
  /** Empty, or place, stated bearing in degrees, stated distance in metres. */
  references: ([] | [number, number | null, number | null])[];
  events: EventColumns;
  finest: number;
  ground: { scale: number; land: Steps[][]; borders: Steps[]; towns: [string, number, number, number][] };
}

interface EventColumns {
  count: number;
  /** Whether the identifiers lack their first day. */
  short: boolean;
  id: string[];
  first: (number | null)[];
  facts?: Record<string, number[]>;
  sources?: (number | string | number[])[][];
  regions?: ((number | Steps[][])[] | 0)[];
  [column: string]: any;
}

interface Region {
  level: number;
  size: string;
  grain: number;
  polygons: Steps[][];
}

interface Source {
  publisher: string;
  published: string;
  day: string;
  title: string;
  url: string;
  id: string;
  quote: string;
  /** Start, length, kind. */
  marks: [number, number, string][];
}

interface Entry {
  row: number;
  id: string;
  number: string;
  group: Group;
  /** Days since 1970; null where not known. */
  from: number | null;
  to: number | null;
  when: string;
  evidence: string;
  /** `evidence` where the legend knows it, else "". */
  grade: string;
  regions: Region[];
  reason: string;
  place: string;
  passes: boolean;
  shown: boolean;
  /** Of the widest region, in degrees. */
  bounds: L.LatLngBounds | null;
  size: number;
  /** How many areas lie on one another here. */
  crowd: number;
  words?: string;
  traits?: Record<string, string[]>;
  area?: L.Polygon;
  ring?: L.CircleMarker;
  card?: HTMLElement;
  bars?: HTMLElement[];
  xy?: { level: number; rings: Float64Array[]; box: Box };
}

interface Filters {
  q: string;
  source: string;
  evidence: string;
  kind: string;
  actor: string;
  [name: string]: string;
}

/** An event on the strip, in pixels. */
interface Bar {
  entry: Entry;
  left: number;
  right: number;
}

interface Timeline {
  track: HTMLElement;
  from: HTMLInputElement;
  to: HTMLInputElement;
  words: HTMLElement;
  all: HTMLButtonElement;
  play: HTMLButtonElement;
  outside: HTMLElement[];
  timer: number;
  columns?: { part: HTMLElement; from: number; to: number }[];
}

interface State {
  data: PageData;
  map: L.Map;
  groups: Group[];
  entries: Entry[];
  shown: Entry[];
  selected: Entry | null;
  level: number;
  span: { first: number; last: number; starts: number; ends: number } | null;
  from: number;
  to: number;
  filters: Filters;
  timeline: Timeline | null;
  painter: Painter | null;
  reference: L.LayerGroup;
  raised: L.LayerGroup;
  soon: Record<string, number>;
}

interface Painter {
  paint(quick: boolean): void;
}

/** Left, top, right, bottom. */
type Box = [number, number, number, number];

interface Window {
  [name: string]: any;
}
