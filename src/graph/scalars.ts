import { GraphQLScalarType } from "graphql";
import { GraphQLDateTimeISO, GraphQLLocalDate } from "graphql-scalars";

/** An instant as RFC 3339 text in UTC with milliseconds; stored as the same text, so that it sorts by time. */
export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: "DateTime",
  description: "An instant, as RFC 3339 text in UTC with milliseconds: `2024-03-05T09:00:00.000Z`.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc3339",
});

/** A day of the calendar as RFC 3339 full-date; stored as the same text, so that it sorts by time. */
export const LocalDate = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  name: "LocalDate",
  description: "A day of the calendar, without time and time zone, as RFC 3339 full-date: `2024-03-05`.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc3339",
});
