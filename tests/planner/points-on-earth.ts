/** A place in degrees. */
export interface Point {
  latitude: number;
  longitude: number;
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** By the haversine formula, on a sphere of the earth's mean radius. */
export function countKilometres(one: Point, other: Point): number {
  const north = Math.sin(radians(other.latitude - one.latitude) / 2) ** 2;
  const east = Math.sin(radians(other.longitude - one.longitude) / 2) ** 2;
  const square = north + Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * east;
  return 2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(square)));
}

/** Points all over the earth, the same each time: every fourth next to the date line, every fourth next to a pole. */
export function seededPoints(count: number): Point[] {
  const share = (index: number, prime: number) => ((index + 1) * Math.sqrt(prime)) % 1;
  return Array.from({ length: count }, (_, index) => {
    const side = index % 8 < 4 ? 1 : -1;
    const [height, turn] = [share(index, 2), share(index, 3)];
    if (index % 4 === 0) return { latitude: height * 160 - 80, longitude: side * (180 - turn) };
    if (index % 4 === 1) return { latitude: side * (90 - height * 2), longitude: turn * 360 - 180 };
    return { latitude: (Math.asin(2 * height - 1) * 180) / Math.PI, longitude: turn * 360 - 180 };
  });
}
