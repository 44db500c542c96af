import ipaddr from "ipaddr.js";

/** Bits of an IPv6 address that one customer of a network has at least: all of the rest is theirs. */
const siteGroups = 4;

/** The addresses that share a budget: one of IPv4, the 64 bits of a site of IPv6. */
export function toAddressGroup(address: string | undefined): string {
  if (address === undefined || !ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  const { parts } = parsed as ipaddr.IPv6;
  return `${parts
    .slice(0, siteGroups)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
}
