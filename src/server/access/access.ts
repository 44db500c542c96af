import type { IncomingMessage } from "node:http";
import { LRUCache } from "lru-cache";
import type { ApiKey } from "../../access/api-key.entity.js";
import { type KeyRing, splitList } from "../../access/key-ring.js";
import { GraphError } from "../../errors.js";
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
  /** Web origins whose pages may read the answers; "*" for all. */
  origins: readonly string[];
}

const bearer = /^Bearer +(\S+) *$/i;

const rememberedAddresses = 1_000;

/** Tells who asks, what that opens and what may be spent. */
export class Access {
  private readonly groups = new LRUCache<string, string>({ max: rememberedAddresses });

  constructor(private readonly options: AccessOptions) {}

  /** The budget of whoever shows no key, by the address. */
  findAnonymousBudget(address: string | undefined): CallerBudget | undefined {
    const { budgets, anonymousPoints: points } = this.options;
    if (!budgets || points === 0) return undefined;
    return budgets.holder(`address ${this.toGroup(address ?? "")}`, { name: "anonymous", points });
  }

  /** @throws {GraphError} UNAUTHENTICATED for a header that shows no good key, FORBIDDEN for one that may not be used here. */
  async identify({ ip, headers }: { ip: string; headers: IncomingMessage["headers"] }): Promise<Caller> {
    const { authorization, origin } = headers;
    if (authorization === undefined) {
      return { keyId: undefined, scopes: anonymousScopes, budget: this.findAnonymousBudget(ip) };
    }
    const key = await this.getKey(authorization);
    assertOrigin(key, origin);
    const scopes = scopesOf(key);
    if (!scopes.has("content:read"))
      throw forbidden("The key lacks the scope content:read, without which nothing is read.");
    const policy = { name: "key", points: key.pointsPerMinute };
    return { keyId: key.id, scopes, budget: this.options.budgets?.holder(key.id, policy) };
  }

  /** Whether pages of a web origin may read what is answered to them. */
  async allowsOrigin(origin: string): Promise<boolean> {
    const { origins, keys } = this.options;
    if (origins.includes("*") || origins.includes(origin)) return true;
    return (await keys?.hasOrigin(origin, new Date().toISOString())) ?? false;
  }

  private async getKey(authorization: string): Promise<ApiKey> {
    const text = bearer.exec(authorization)?.[1];
    if (text === undefined) throw unauthenticated("The authorization header takes Bearer and a key.");
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
