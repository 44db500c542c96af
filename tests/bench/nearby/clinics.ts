import { existsSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Random } from "../../../src/generating/random.js";
import { folder } from "../databases.js";
import type { Operation } from "../operations.js";

/** Databases that the nearest clinics are looked for in: what is near must cost little more where there are more. */
export const clinicCounts = [2_000, 100_000] as const;

/** Degrees around all clinics and all points that are asked about; as large as the United States. */
const area = { south: 25, north: 49, west: -125, east: -67 };

const bodies = 20_000;

/** Path of JSON lines with so many clinics, written unless it is there. */
export async function ensureClinicLines(count: number): Promise<string> {
  const file = join(folder, `clinics-${count}.jsonl`);
  if (existsSync(file)) return file;
  await mkdir(folder, { recursive: true });
  const random = new Random(count, "clinics");
  const lines = Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      type: "clinic",
      slug: `clinic-${index}`,
      name: `Clinic ${index}`,
      city: `City ${index % 300}`,
      ...drawPoint(random),
    }),
  );
  await writeFile(`${file}.new`, `${lines.join("\n")}\n`);
  await rename(`${file}.new`, file);
  return file;
}

/** The 20 clinics that are nearest to a point, however far they are. */
export function askForNearest(): Operation {
  const query = `query Nearest($near: Near!) {
    clinics(near: $near, first: 20) { edges { distanceKm node { slug name city telehealth } } }
  }`;
  const random = new Random(1, "nearest");
  return {
    name: "Nearest",
    bodies: Array.from({ length: bodies }, () => {
      const variables = { near: { ...drawPoint(random), radiusKm: 20_000 } };
      return JSON.stringify({ operationName: "Nearest", variables, query });
    }),
  };
}

function drawPoint(random: Random): { latitude: number; longitude: number } {
  const draw = (from: number, to: number) => random.integer(from * 10_000, to * 10_000) / 10_000;
  return { latitude: draw(area.south, area.north), longitude: draw(area.west, area.east) };
}
