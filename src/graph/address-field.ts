import { Field } from "type-graphql";
import { type AddressPart, planExtensions } from "./plan-rules.js";

/** Where the publisher's site is when nobody has said it; without a slash at its end. */
export const defaultSiteUrl = "http://localhost:4000";

/** Makes a property the address of a page: that of the publisher's site, followed by these parts. */
export function AddressField(parts: readonly AddressPart[], description: string): PropertyDecorator {
  return (prototype, property) => {
    const name = String(property);
    Field(() => String, { description })(prototype, name);
    planExtensions({ rule: { kind: "address", parts } })(prototype, name);
  };
}

/** Makes a property the address of the noun's own page: `<site>/<folder>/<slug>`. */
export function PageAddressField(folder: string): PropertyDecorator {
  const description = `Address of the page on the publisher's site: \`<SITE_URL>/${folder}/<slug>\`.`;
  return AddressField([`/${folder}/`, { path: "slug" }], description);
}
