import { countryNamesAToK } from './country-names-a-to-k.ts';
import { countryNamesLToZ } from './country-names-l-to-z.ts';

let codeByName: ReadonlyMap<string, string> | undefined;

/**
 * ISO 3166-1 alpha-2 of a Chinese or English name or an ISO code, or `null`.
 * `刚果`, `Congo` and `Korea` alone are two countries each: not guessed.
 */
export function nationalityOfText(text: string): string | null {
  codeByName ??= readTable();
  return codeByName.get(nameKey(text)) ?? null;
}

function readTable(): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  for (const line of `${countryNamesAToK}${countryNamesLToZ}`.split('\n')) {
    const names = line.split(' | ');
    const [code] = names;
    if (code === undefined || code === '') continue;
    for (const name of names) codes.set(nameKey(name), code);
  }
  return codes;
}

/** Letters and digits only, without accents: brackets, dots and `&` do not tell countries apart. */
function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/^the/, '');
}
