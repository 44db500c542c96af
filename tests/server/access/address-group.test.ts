import { describe, expect, test } from "@jest/globals";
import { toAddressGroup } from "../../../src/server/access/address-group.js";

describe("the group of an address", () => {
  test.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"],
    ["::1", "0:0:0:0::/64"],
    ["192.0.2.7:5000", "192.0.2.7"],
    ["[2001:db8:1:2:3:4:5:6]:443", "2001:db8:1:2::/64"],
    ["[2001:db8:1:2:3:4:5:6]", "2001:db8:1:2::/64"],
    ["[::ffff:192.0.2.7]:443", "192.0.2.7"],
    ["[192.0.2.7:5000", "unknown"],
    ["[]:443", "unknown"],
    ["192.0.2.7:port", "unknown"],
    ["", "unknown"],
    ["no address", "unknown"],
    [undefined, "unknown"],
  ])("%s is %s", (address, group) => {
    expect(toAddressGroup(address)).toBe(group);
  });
});
