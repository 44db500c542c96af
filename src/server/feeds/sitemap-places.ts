import { invariant } from "../../errors.js";
import type { PlaceAnswer } from "../../feeds/sitemap-operations.js";
import type { AnswerRequest } from "../answers/answer.js";
import type { OwnOperation } from "../answers/own-operation.js";

/** A cursor that a file of the sitemap begins behind; null for the first file. */
export type Place = string | null;

/**
 * Where the files of one noun begin; none when there is no page at all.
 *
 * They are found by reading the noun's keys from file to file, and kept for as long as its tag says that nothing of it
 * has changed.
 */
export class SitemapPlaces {
  private kept: { etag: string | undefined; places: readonly Place[] } | undefined;

  constructor(private readonly operation: OwnOperation) {}

  async list(request: AnswerRequest): Promise<readonly Place[]> {
    const { now, signal } = request;
    const asked = { now, signal, isCacheable: true };
    const first = await this.read(null, { ...asked, ifNoneMatch: this.kept?.etag });
    if (!first.file && this.kept) return this.kept.places;
    const places: Place[] = [];
    let file = first.file;
    while (file?.endCursor) {
      places.push(file.begin);
      if (!file.hasNextPage) break;
      file = (await this.read(file.endCursor, { ...asked, ifNoneMatch: undefined })).file;
    }
    this.kept = { etag: first.etag, places };
    return places;
  }

  private async read(begin: Place, request: AnswerRequest) {
    const answer = await this.operation.read({ after: begin }, request);
    invariant(answer, "a cursor that was just read can be planned");
    const { bytes, headers } = answer;
    const data: PlaceAnswer | undefined = bytes && JSON.parse(bytes.toString()).data;
    return { etag: headers.etag, file: data && { begin, ...data.found.pageInfo } };
  }
}
