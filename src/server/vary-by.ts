import type { FastifyReply } from "fastify";

/** Names request headers that an answer depends on, beside those that are named already. */
export function varyBy(reply: FastifyReply, ...names: string[]): void {
  const known = [reply.getHeader("vary") ?? []].flat();
  void reply.header("vary", [...known, ...names].join(", "));
}
