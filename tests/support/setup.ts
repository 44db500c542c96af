import "reflect-metadata";

// Outside production graphql-js looks for doubled copies of itself whenever a value is not of a class it is asked for,
// which takes a tenth of the tests' time. It decides that once, as this module of it is loaded.
const mode = process.env.NODE_ENV;
process.env.NODE_ENV = "production";
await import("graphql/jsutils/instanceOf.js");
process.env.NODE_ENV = mode;
