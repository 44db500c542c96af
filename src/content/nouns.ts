import { ApiKey } from "../access/api-key.entity.js";
import { NodeResolver } from "../graph/node.resolver.js";
import type { EntityClass } from "../graph/plan-rules.js";
import { RateLimitResolver } from "../graph/rate-limit.resolver.js";
import { ChangeLog } from "../writing/change-log.entity.js";
import { FormerSlug } from "../writing/former-slug.entity.js";
import { Revision } from "../writing/revision.entity.js";
import { Author } from "./authors/author.entity.js";
import { AuthorResolver } from "./authors/author.resolver.js";
import { Clinic } from "./clinics/clinic.entity.js";
import { ClinicResolver } from "./clinics/clinic.resolver.js";
import { Contribution } from "./contributions/contribution.entity.js";
import { Correction } from "./corrections/correction.entity.js";
import { Expert } from "./experts/expert.entity.js";
import { ExpertResolver } from "./experts/expert.resolver.js";
import { Link } from "./links/link.entity.js";
import { MedicalReview } from "./medical-reviews/medical-review.entity.js";
import { BlockRow, ContributionBlock, RelatedLinkBlock, TextBlock } from "./posts/block.entity.js";
import { Post } from "./posts/post.entity.js";
import { PostResolver } from "./posts/post.resolver.js";
import { PostBody } from "./posts/post-body.entity.js";
import { Region } from "./regions/region.entity.js";
import { RegionResolver } from "./regions/region.resolver.js";
import { CoContributor, RelatedTag } from "./related-posts/companion.entity.js";
import { PostWord } from "./related-posts/post-word.entity.js";
import { RelatedPost, RelatedReason } from "./related-posts/related-post.entity.js";
import { ResolveUrlResolver } from "./resolved-urls/resolve-url.resolver.js";
import { SearchResolver } from "./search/search.resolver.js";
import { SearchDocument } from "./search/search-document.entity.js";
import { ClinicFacet, ExpertFacet, RegionFacet, TagFacet, YearFacet } from "./search/search-facets.entity.js";
import { SearchHighlight } from "./search/search-highlight.entity.js";
import { Source } from "./sources/source.entity.js";
import { Tag } from "./tags/tag.entity.js";
import { TagResolver } from "./tags/tag.resolver.js";
import { Tagging } from "./tags/tagging.entity.js";

/** Every entity class of the database. */
export const entities: EntityClass[] = [
  ApiKey,
  Author,
  BlockRow,
  ChangeLog,
  Clinic,
  ClinicFacet,
  CoContributor,
  Contribution,
  ContributionBlock,
  Correction,
  Expert,
  ExpertFacet,
  FormerSlug,
  Link,
  MedicalReview,
  Post,
  PostBody,
  PostWord,
  Region,
  RelatedLinkBlock,
  RegionFacet,
  RelatedPost,
  RelatedReason,
  RelatedTag,
  Revision,
  SearchDocument,
  SearchHighlight,
  Source,
  Tag,
  TagFacet,
  Tagging,
  TextBlock,
  YearFacet,
];

/** Every resolver class of the schema. */
export const resolvers = [
  NodeResolver,
  PostResolver,
  ExpertResolver,
  ClinicResolver,
  RegionResolver,
  TagResolver,
  AuthorResolver,
  SearchResolver,
  RateLimitResolver,
  ResolveUrlResolver,
] as const;
