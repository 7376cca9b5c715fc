import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = readonly [Address, number];

/** Addresses in the public ranges that are not the public's: Azure answers its machines there. */
const innerAddresses: readonly Network[] = [ipaddr.parseCIDR('168.63.129.16/32')];
/** All that is given out to the public stands in it; ways from IPv6 to IPv4 and what is kept for later do not. */
const publicIpv6 = ipaddr.parseCIDR('2000::/3');

/** Where requests may go that somebody else has chosen: to the public Internet, and to networks that are named. */
export class Networks {
  private constructor(private readonly allowed: readonly Network[]) {}

  /** `127.0.0.0/8,fd00::/8`. Throws what is wrong with it. */
  static parse(text: string): Networks {
    const parts = text.split(',').map((part) => part.trim());
    return new Networks(
      parts.filter(Boolean).map((part) => {
        if (!ipaddr.isValidCIDR(part)) throw new Error(`${part} is no network as 10.0.0.0/8`);
        return ipaddr.parseCIDR(part);
      }),
    );
  }

  /** Every address that is not known to be public is refused, in whatever form it hides another one. */
  permit(text: string): boolean {
    if (!ipaddr.isValid(text)) return false;
    const address = ipaddr.parse(text);
    if (isIn(this.allowed, address)) return true;
    if (address.range() !== 'unicast' || isIn(innerAddresses, address)) return false;
    return address.kind() === 'ipv4' || isIn([publicIpv6], address);
  }
}

const isIn = (networks: readonly Network[], address: Address) =>
  networks.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
