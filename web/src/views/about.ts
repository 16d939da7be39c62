// What the page shows, how to read its marks, what it rests on, and whose work is in it.

import type { Meta } from "../api";
import { el } from "../dom";
import { badge, fieldsLegend } from "../parts";
import { plural, STATUS_GLOSS, STATUSES } from "../words";
import type { View } from "./view";

export function aboutView(meta: Meta): View {
  const { counts } = meta;
  const root = el(
    "article",
    { class: "about", tabindex: "0", "aria-label": "About" },
    el("h2", {}, "How to read this page"),
    el("p", {}, `Vedette ${meta.version} read ${plural(counts.reports, "report")} (${plural(counts.copies, "copy", "copies")} among them) and found ${plural(counts.events, "event")}: ${counts.placed} on the map, ${counts.events - counts.placed} without a place, ${counts.events - counts.dated} without a day. It says what reports say, not what is true: look at the sentence before you rely on an event.`),
    el("h3", {}, "Status"),
    el("dl", { class: "facts" }, ...STATUSES.flatMap((status) => [el("dt", {}, badge(status)), el("dd", {}, STATUS_GLOSS[status] ?? "")])),
    el("h3", {}, "Words of a report"),
    el("p", {}, "Each word that filled a field is underlined in the field's colour and line, with the field's name behind it."),
    fieldsLegend(),
    el("h3", {}, "Places"),
    el("p", {}, "A round mark is a place, its ring parted by the statuses of its events. A square tag with a dashed edge is an area: the event is told of somewhere in it, and the circle bounds where. What has no place or no day stands in its own list."),
    el("h3", {}, "Borders"),
    el("p", {}, "Disputed lines are dashed. Beneath the map you choose whose borders are drawn: all lines, those held on the ground as Natural Earth has them, or those that the United Nations count. Drawing a line says nothing on whose it should be."),
    el("h3", {}, "Keys"),
    el("p", {}, "In the list the arrow keys walk the events, Enter opens one, Escape closes it. In the review j and k walk the queue; a accepts, m merges, s splits, r relabels, u undoes."),
    el("h3", {}, "Credits"),
    el("p", {}, "Map: Natural Earth (public domain), drawn with MapLibre GL JS (BSD-3-Clause). Time line: uPlot (MIT). Places: GeoNames (CC BY 4.0). Colours after Okabe and Ito, safe for colour-blind eyes. The page asks no other server for anything."),
  );
  return { root, title: "About", show: () => undefined };
}
