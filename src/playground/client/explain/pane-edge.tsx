import type { KeyboardEvent, PointerEvent } from "react";
import { type Store, useStore } from "../store.js";
import { boundWidth, findMostWidth, leastWidth } from "./pane.js";

const step = 24;

/** The edge between result and pane: dragged, or moved with the arrow keys. */
export function PaneEdge({ width }: { width: Store<number> }) {
  const moveTo = (wanted: number) => width.set(boundWidth(wanted));
  const drag = ({ currentTarget, pointerId, clientX }: PointerEvent<HTMLElement>) => {
    if (currentTarget.hasPointerCapture(pointerId)) moveTo(window.innerWidth - clientX);
  };
  const nudge = ({ key }: KeyboardEvent) => {
    if (key === "ArrowLeft") moveTo(width.get() + step);
    if (key === "ArrowRight") moveTo(width.get() - step);
  };
  return (
    <hr
      className="graphiql-horizontal-drag-bar"
      aria-label="Width of the explain pane"
      aria-orientation="vertical"
      aria-valuemin={leastWidth}
      aria-valuemax={findMostWidth()}
      aria-valuenow={useStore(width)}
      tabIndex={0}
      onPointerDown={({ currentTarget, pointerId }) => currentTarget.setPointerCapture(pointerId)}
      onPointerMove={drag}
      onKeyDown={nudge}
    />
  );
}
