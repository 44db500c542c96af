import { checkBiographies } from "./check-biographies.js";
import { checkCircles } from "./check-circles.js";
import { checkDays } from "./check-days.js";
import { checkDocuments } from "./check-documents.js";
import { checkForeignKeys } from "./check-foreign-keys.js";
import { checkFormerSlugs } from "./check-former-slugs.js";
import { checkIds } from "./check-ids.js";
import { checkInstants } from "./check-instants.js";
import { checkLinks } from "./check-links.js";
import { checkLists } from "./check-lists.js";
import { checkLogEntries } from "./check-log-entries.js";
import { checkLogNodes } from "./check-log-nodes.js";
import { checkLogOrder } from "./check-log-order.js";
import { checkMedicalReviews } from "./check-medical-reviews.js";
import { checkNameKeys } from "./check-name-keys.js";
import { checkPlaces } from "./check-places.js";
import { checkPositions } from "./check-positions.js";
import { checkPosts } from "./check-posts.js";
import { checkRegionKinds } from "./check-region-kinds.js";
import { checkRelatedPosts } from "./check-related-posts.js";
import { checkRelatedWords } from "./check-related-words.js";
import { checkRevisions } from "./check-revisions.js";
import { checkSearchIndex } from "./check-search-index.js";
import { checkSlugs } from "./check-slugs.js";
import { checkSynonyms } from "./check-synonyms.js";
import { checkVisibleFrom } from "./check-visible-from.js";
import type { Check } from "./examination.js";

/** All that is looked for once the schema is right, in the order in which findings are told. */
export const checks: readonly Check[] = [
  checkForeignKeys,
  checkRevisions,
  checkIds,
  checkSlugs,
  checkFormerSlugs,
  checkNameKeys,
  checkLists,
  checkSynonyms,
  checkInstants,
  checkDays,
  checkRegionKinds,
  checkCircles,
  checkPositions,
  checkLinks,
  checkVisibleFrom,
  checkMedicalReviews,
  checkLogEntries,
  checkLogOrder,
  checkLogNodes,
  checkBiographies,
  checkPosts,
  checkDocuments,
  checkSearchIndex,
  checkRelatedWords,
  checkRelatedPosts,
  checkPlaces,
];
