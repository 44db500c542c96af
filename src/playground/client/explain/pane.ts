import type { Storage } from "../storage.js";
import { Store } from "../store.js";

/** Pixels; the editor and the result need some too. */
export const leastWidth = 280;
const usualWidth = 440;

/** How the pane stands, kept between visits. */
export interface Pane {
  isOpen: Store<boolean>;
  width: Store<number>;
}

export function openPane(storage: Storage): Pane {
  const isOpen = new Store(storage.getItem("isPaneOpen") !== "false");
  const width = new Store(Number(storage.getItem("paneWidth")) || usualWidth);
  isOpen.subscribe(() => storage.setItem("isPaneOpen", String(isOpen.get())));
  width.subscribe(() => storage.setItem("paneWidth", String(width.get())));
  return { isOpen, width };
}

/** The pane takes two thirds of the window at the most. */
export function boundWidth(width: number): number {
  return Math.round(Math.min(Math.max(width, leastWidth), findMostWidth()));
}

export function findMostWidth(): number {
  return Math.max(leastWidth, Math.round((window.innerWidth * 2) / 3));
}
