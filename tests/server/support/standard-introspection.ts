import { getIntrospectionQuery } from "graphql";

/** The query by which tools read a schema, with all that it can ask for. */
export const standardIntrospection = getIntrospectionQuery({
  descriptions: true,
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
});
