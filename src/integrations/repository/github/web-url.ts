/**
 * Where people see the GitHub that has this interface: github.com, an Enterprise Server (`https://HOST/api/v3`), or an
 * Enterprise Cloud with an address of its own (`https://api.SUB.ghe.com`). Without a slash at the end.
 */
export function webUrlOf(apiUrl: string): string {
  const { protocol, host, pathname, origin } = new URL(apiUrl);
  const isApart = host === 'api.github.com' || (/^api\..+\.ghe\.com$/.test(host) && !pathname.startsWith('/api/'));
  return isApart ? `${protocol}//${host.slice('api.'.length)}` : origin;
}
