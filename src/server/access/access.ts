import type { IncomingMessage } from "node:http";
import { LRUCache } from "lru-cache";
import type { ApiKey } from "../../access/api-key.entity.js";
import { type KeyRing, splitList } from "../../access/key-ring.js";
import { previewTokenStart, verifyPreview } from "../../access/preview-token.js";
import { GraphError } from "../../errors.js";
import { type Perspective, published } from "../../graph/perspective.js";
import type { Budgets, CallerBudget } from "../budgets/budgets.js";
import { responsePart } from "../response-part.js";
import { toAddressGroup } from "./address-group.js";
import { anonymousScopes, type Caller, scopesOf } from "./caller.js";

export interface AccessOptions {
  /** Undefined where there are no keys. */
  keys: KeyRing | undefined;
  /** Undefined where nothing bounds what is spent. */
  budgets: Budgets | undefined;
  /** What an address may spend in a minute; 0 for no bound. */
  anonymousPoints: number;
  /** What preview tokens are signed with; undefined where there are none. */
  previewSecret?: string | undefined;
  /** Web origins whose pages may read the answers; "*" for all. */
  origins: readonly string[];
}

/** Request header that says what is to be seen. */
export const perspectiveHeader = "colloquy-perspective";

const bearer = /^Bearer +(\S+) *$/i;

const rememberedAddresses = 1_000;

/** Tells who asks, what that opens and what may be spent. */
export class Access {
  private readonly groups = new LRUCache<string, string>({ max: rememberedAddresses });

  constructor(private readonly options: AccessOptions) {}

  /** What an address may spend in a minute; 0 where nothing bounds it. */
  get anonymousPoints(): number {
    return this.options.budgets ? this.options.anonymousPoints : 0;
  }

  /** The budget of whoever shows no key, by the address. */
  findAnonymousBudget(address: string | undefined): CallerBudget | undefined {
    const { anonymousPoints: points } = this;
    if (points === 0) return undefined;
    return this.options.budgets?.holder(`address ${this.toGroup(address ?? "")}`, {
      name: "anonymous",
      points,
    });
  }

  /** @throws {GraphError} UNAUTHENTICATED for a header that shows no good key, FORBIDDEN for one that may not be used here. */
  async identify({ ip, headers }: { ip: string; headers: IncomingMessage["headers"] }): Promise<Caller> {
    const { authorization, origin } = headers;
    const isPreview = readsPreview(headers);
    if (authorization === undefined) {
      if (isPreview)
        throw forbidden(`The header ${perspectiveHeader}: preview takes a key with the scope drafts:read.`);
      return this.toAnonymous(ip, published);
    }
    const text = bearer.exec(authorization)?.[1];
    if (text === undefined) throw unauthenticated("The authorization header takes Bearer and a key.");
    if (text.startsWith(previewTokenStart)) return this.toAnonymous(ip, this.getPreview(text));
    const key = await this.getKey(text);
    // A page of this very server, as the playground, is nobody else's.
    if (headers["sec-fetch-site"] !== "same-origin") assertOrigin(key, origin);
    const scopes = scopesOf(key);
    if (isPreview && !scopes.has("drafts:read"))
      throw forbidden("The key lacks the scope drafts:read, without which only what is published is seen.");
    if (!scopes.has("content:read"))
      throw forbidden("The key lacks the scope content:read, without which nothing is read.");
    const policy = { name: "key", points: key.pointsPerMinute };
    const perspective: Perspective = isPreview ? { kind: "preview" } : published;
    return { scopes, perspective, budget: this.options.budgets?.holder(key.id, policy) };
  }

  /** Whether pages of a web origin may read what is answered to them. */
  async allowsOrigin(origin: string): Promise<boolean> {
    const { origins, keys } = this.options;
    if (origins.includes("*") || origins.includes(origin)) return true;
    return (await keys?.hasOrigin(origin, new Date().toISOString())) ?? false;
  }

  private toAnonymous(address: string, perspective: Perspective): Caller {
    return { scopes: anonymousScopes, perspective, budget: this.findAnonymousBudget(address) };
  }

  private getPreview(token: string): Perspective {
    const { previewSecret } = this.options;
    if (previewSecret === undefined) throw unauthenticated("This server knows no preview tokens.");
    const { grant, fault } = verifyPreview(token, previewSecret, new Date().toISOString());
    if (grant) return { kind: "post", id: grant.postId };
    throw unauthenticated(previewFaults[fault]);
  }

  private async getKey(text: string): Promise<ApiKey> {
    const finding = (await this.options.keys?.find(text, new Date().toISOString())) ?? { fault: "unknown" };
    if (finding.key) return finding.key;
    throw unauthenticated(faults[finding.fault]);
  }

  private toGroup(address: string): string {
    const known = this.groups.get(address);
    if (known !== undefined) return known;
    const group = toAddressGroup(address);
    this.groups.set(address, group);
    return group;
  }
}

const faults = {
  malformed: "The key is none of this server's, or was cut: one has 64 characters and begins with clq_.",
  unknown: "There is no such key. Ask who runs this server for one, or send no authorization header.",
  expired: "The key has expired, or was replaced by another. Ask who runs this server for a new one.",
  revoked: "The key was revoked. Ask who runs this server for another.",
};

const previewFaults = {
  malformed:
    "The preview token is none of this server's, or was cut. Ask whoever gave it to you for another.",
  expired: "The preview token has expired. Ask whoever gave it to you for another.",
};

/** Whether a request wants to see more than is published. */
function readsPreview(headers: IncomingMessage["headers"]): boolean {
  const wanted = headers[perspectiveHeader];
  if (wanted === undefined || wanted === "published") return false;
  if (wanted === "preview") return true;
  throw new GraphError("BAD_REQUEST", `The header ${perspectiveHeader} takes published or preview.`);
}

function assertOrigin(key: ApiKey, origin: string | undefined): void {
  const origins = splitList(key.origins);
  if (origin === undefined || origins.length === 0 || origins.includes(origin)) return;
  throw forbidden(
    `The key may not be used by pages of ${origin.slice(0, 200)}; it is for ${origins.join(", ")}.`,
  );
}

function unauthenticated(message: string): GraphError {
  const http = responsePart(401, { "www-authenticate": 'Bearer error="invalid_token"' });
  return new GraphError("UNAUTHENTICATED", message, { extensions: { http } });
}

function forbidden(message: string): GraphError {
  return new GraphError("FORBIDDEN", message, { extensions: { http: responsePart(403) } });
}
