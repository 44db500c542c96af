import { GraphQLScalarType } from "graphql";
import { GraphQLDateTimeISO } from "graphql-scalars";

/** An instant as RFC 3339 text in UTC with milliseconds; stored as the same text, so that it sorts by time. */
export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: "DateTime",
  description: "An instant, as RFC 3339 text in UTC with milliseconds: `2024-03-05T09:00:00.000Z`.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc3339",
});
