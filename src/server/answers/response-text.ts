import type { FormattedExecutionResult } from "graphql";

/** Stands for the data of a response whose text is there already, on its way through Apollo. */
export class ResponseText implements Record<string, unknown> {
  [key: string]: unknown;
  readonly #content: Buffer | string;

  /** The whole response; nothing when the client has it already. */
  constructor(content: Buffer | string = "") {
    this.#content = content;
  }

  toText(extensions?: Record<string, unknown>): string {
    const text = this.#content.toString();
    return extensions ? `${text.slice(0, -1)},"extensions":${JSON.stringify(extensions)}}` : text;
  }
}

/** Apollo's `stringifyResult`. */
export function stringifyResult(result: FormattedExecutionResult): string {
  const { data, extensions } = result;
  return data instanceof ResponseText ? data.toText(extensions) : JSON.stringify(result);
}
