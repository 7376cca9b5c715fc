import { Networks } from './networks.js';
import { webhookTarget } from './webhook-target.js';

const networks = Networks.parse('');
const codeOf = (url: string, allowed = networks) => {
  try {
    return webhookTarget(url, allowed).host;
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('the address of a webhook', () => {
  it.each([
    ['loopback', 'http://127.0.0.1/'],
    ['loopback as one decimal number', 'http://2130706433/'],
    ['loopback in octal', 'http://0177.0.0.1/'],
    ['loopback in hexadecimal', 'http://0x7f.1/'],
    ['loopback, shortened', 'http://127.1/'],
    ['loopback in full-width digits', 'http://１２７.０.０.１/'],
    ['no address', 'http://0.0.0.0/'],
    ['zero', 'http://0/'],
    ['metadata of clouds', 'http://169.254.169.254/latest/meta-data'],
    ['metadata of Alibaba', 'http://100.100.100.200/'],
    ['the wire server of Azure', 'http://168.63.129.16/'],
    ['a private network of class A', 'https://10.1.2.3/'],
    ['a private network of class B', 'https://172.31.0.1/'],
    ['a private network of class C', 'https://192.168.1.1/'],
    ['a carrier’s network', 'https://100.64.0.1/'],
    ['documentation', 'https://203.0.113.7/'],
    ['multicast', 'https://224.0.0.1/'],
    ['broadcast', 'https://255.255.255.255/'],
    ['what is kept for later', 'https://240.0.0.1/'],
    ['IPv6 loopback', 'http://[::1]/'],
    ['no IPv6 address', 'http://[::]/'],
    ['loopback mapped to IPv6', 'http://[::ffff:127.0.0.1]/'],
    ['loopback mapped to IPv6, in hexadecimal', 'http://[::ffff:7f00:1]/'],
    ['loopback in the old form of mapping', 'http://[::127.0.0.1]/'],
    ['loopback translated', 'http://[::ffff:0:127.0.0.1]/'],
    ['loopback by NAT64', 'http://[64:ff9b::127.0.0.1]/'],
    ['loopback by a NAT64 of one’s own', 'http://[64:ff9b:1::7f00:1]/'],
    ['loopback by 6to4', 'http://[2002:7f00:1::]/'],
    ['Teredo', 'http://[2001:0:7f00:1::]/'],
    ['the link', 'http://[fe80::1]/'],
    ['the site', 'http://[fec0::1]/'],
    ['a unique local network', 'http://[fd00:ec2::254]/'],
    ['IPv6 multicast', 'http://[ff02::1]/'],
    ['IPv6 documentation', 'http://[2001:db8::1]/'],
    ['IPv6 that nobody has been given', 'http://[4000::1]/'],
    ['credentials', 'https://anna:secret@example.com/'],
    ['a name as credentials', 'https://anna@example.com/'],
    ['another scheme', 'file:///etc/passwd'],
    ['a scheme that looks alike', 'gopher://example.com/'],
    ['nothing', ''],
  ])('is refused where it is %s', (_what, url) => {
    expect(codeOf(url)).toBe('webhook.urlRefused');
  });

  it.each([
    ['a name', 'https://hooks.example.com/a?b=c', 'hooks.example.com'],
    ['a name that is looked at when it is called', 'http://localhost:3000/', 'localhost'],
    ['a public address', 'https://93.184.216.34/', '93.184.216.34'],
    ['a public IPv6 address', 'https://[2606:2800:220:1::1]:8443/', '2606:2800:220:1::1'],
  ])('may be %s', (_what, url, host) => {
    expect(codeOf(url)).toBe(host);
  });

  it('may lie in a network that is named, and in no other', () => {
    const allowed = Networks.parse(' 127.0.0.0/8, ::1/128,');

    expect(['http://127.0.0.9/', 'http://[::1]/'].map((url) => codeOf(url, allowed))).toEqual(['127.0.0.9', '::1']);
    for (const url of ['http://10.0.0.1/', 'http://[::2]/', 'http://[::ffff:127.0.0.1]/']) {
      expect(codeOf(url, allowed)).toBe('webhook.urlRefused');
    }
  });

  it('is not allowed by what is no network', () => {
    expect(() => Networks.parse('127.0.0.1')).toThrow('127.0.0.1 is no network as 10.0.0.0/8');
    expect(networks.permit('example.com')).toBe(false);
  });
});
