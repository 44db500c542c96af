/** How many of each noun there are. */
export interface Counts {
  posts: number;
  tags: number;
  experts: number;
  clinics: number;
  authors: number;
  countries: number;
  states: number;
  cities: number;
}

/** A publisher with a hundred times the posts has ten times the experts and tags. */
export function toCounts(posts: number): Counts {
  const root = Math.floor(Math.sqrt(posts));
  return {
    posts,
    tags: 20 + 4 * root,
    experts: 20 + 12 * root,
    clinics: 12 + 6 * root,
    authors: 4 + Math.floor(root / 4),
    countries: 3 + Math.floor(root / 50),
    states: 6 + Math.floor(root / 2),
    cities: 10 + 2 * root,
  };
}
