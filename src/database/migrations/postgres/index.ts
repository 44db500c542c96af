import { Initial1767000000000 } from "./1767000000000-initial.js";
import { TitleOrder1768000000000 } from "./1768000000000-title-order.js";
import { Trust1769000000000 } from "./1769000000000-trust.js";
import { RelatedPosts1771000000000 } from "./1771000000000-related-posts.js";
import { ClinicPlaces1772000000000 } from "./1772000000000-clinic-places.js";
import { Search1773000000000 } from "./1773000000000-search.js";
import { FormerSlugs1774000000000 } from "./1774000000000-former-slugs.js";
import { ApiKeys1775000000000 } from "./1775000000000-api-keys.js";

/** Every migration of PostgreSQL databases, oldest first; a new one is appended. */
export const postgresMigrations = [
  Initial1767000000000,
  TitleOrder1768000000000,
  Trust1769000000000,
  RelatedPosts1771000000000,
  ClinicPlaces1772000000000,
  Search1773000000000,
  FormerSlugs1774000000000,
  ApiKeys1775000000000,
];
