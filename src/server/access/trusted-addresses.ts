import proxyAddress from "@fastify/proxy-addr";
import { toBareAddress } from "./address-group.js";

/** Tells whether an address, as a connection or `X-Forwarded-For` gives it, is one of these or in one of their networks. */
export function trustAddresses(networks: readonly string[]): (address: string, hop: number) => boolean {
  const trusts = proxyAddress.compile([...networks]);
  return (address, hop) => trusts(toBareAddress(address), hop);
}
