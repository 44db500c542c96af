import type { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { HttpAnswerRequest } from "../answers/answer-request.js";
import type { OwnOperation } from "../answers/own-operation.js";

interface Asked {
  operation: OwnOperation;
  variables: Readonly<Record<string, unknown>>;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** What a document is sent as. */
export interface Rendered {
  contentType: string;
  text: string | Readable;
}

/**
 * Answers with what `render` makes of the operation's data, under the operation's own headers: the same data is the
 * same document, so that one tag holds for both.
 * `refuse` says what is wrong with variables that cannot be planned.
 */
export async function answerFrom(
  { operation, variables, request, reply }: Asked,
  render: (data: unknown) => Rendered,
  refuse: () => Error = () => new Error("Invariant broken: the variables can be planned"),
): Promise<FastifyReply> {
  const asked = new HttpAnswerRequest(request.raw, reply.raw, { now: new Date().toISOString() });
  // "*" is whatever there is: only the data tells whether there is a document.
  const isAny = asked.ifNoneMatch?.trim() === "*";
  if (isAny) asked.ifNoneMatch = undefined;
  const answer = await operation.read(variables, asked);
  if (!answer) throw refuse();
  const { bytes, headers } = answer;
  if (!bytes) return reply.code(304).headers(headers).send();
  const { contentType, text } = render(JSON.parse(bytes.toString()).data);
  if (isAny) return reply.code(304).headers(headers).send();
  return reply.headers(headers).type(contentType).send(text);
}
