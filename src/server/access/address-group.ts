import ipaddr from "ipaddr.js";

/** Bits of an IPv6 address that one customer of a network has at least: all of the rest is theirs. */
const siteGroups = 4;

/** As some proxies write an address into X-Forwarded-For: with a port, and brackets where it is of IPv6. */
const withPort = /^(?:\[([^\]]+)\]|([\d.]+))(?::\d+)?$/;

/** An address as it is without a port and brackets. */
export function toBareAddress(address: string): string {
  const [, six, four] = withPort.exec(address) ?? [];
  return six ?? four ?? address;
}

/** The addresses that share a budget: one of IPv4, the 64 bits of a site of IPv6; a port and brackets do not count. */
export function toAddressGroup(address = ""): string {
  const bare = toBareAddress(address);
  if (!ipaddr.isValid(bare)) return "unknown";
  const parsed = ipaddr.process(bare);
  if (parsed.kind() === "ipv4") return parsed.toString();
  const { parts } = parsed as ipaddr.IPv6;
  return `${parts
    .slice(0, siteGroups)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
}
