// How the page of an export looks.

/** Colours of people, for light and for dark: all of them can be read on their ground. */
const COLOURS = [
  ['#b3261e', '#ff9a8f'],
  ['#8a5300', '#f0b35a'],
  ['#2e6b12', '#8fd16b'],
  ['#006a60', '#5fd6c6'],
  ['#1f5fbf', '#8ab8ff'],
  ['#8b3a9c', '#e2a1f2'],
] as const;

const PEOPLE = COLOURS.map(([light, dark], index) => `.c${index}{color:light-dark(${light},${dark})}`);

export const STYLE = [
  ':root{color-scheme:light dark;--ground:light-dark(#fff,#16181a);--ink:light-dark(#1b1d1f,#e4e6e8);',
  '--faint:light-dark(#5d6469,#9aa2a9);--line:light-dark(#dfe3e6,#33383c);--mark:light-dark(#fff3c9,#3d3413)}',
  'body{margin:0 auto;max-width:52rem;padding:1rem;background:var(--ground);color:var(--ink);',
  'font:1rem/1.5 system-ui,sans-serif}',
  'h1{font-size:1.4rem;margin:.5rem 0}h2{font-size:1.2rem;margin:2.5rem 0 0;padding-bottom:.3rem;',
  'border-bottom:2px solid var(--line)}',
  'header p,small,.event,.action time,.said time{color:var(--faint)}',
  'nav{display:flex;flex-wrap:wrap;gap:.2rem 1rem}a{color:inherit}nav a{color:light-dark(#1f5fbf,#8ab8ff)}',
  // A long page is laid out where it is looked at.
  '.day{content-visibility:auto;contain-intrinsic-size:auto 60rem}',
  'h3{position:sticky;top:0;margin:1rem 0 .3rem;padding:.2rem 0;background:var(--ground);',
  'font-size:.9rem;color:var(--faint);text-align:center}',
  'main p{margin:0;padding:.1rem .3rem .1rem 4rem;text-indent:-3.7rem;overflow-wrap:anywhere;border-radius:.3rem}',
  'main time{display:inline-block;min-width:3.4rem;text-indent:0;font-size:.85rem;font-variant-numeric:tabular-nums}',
  'p a{text-decoration:none}p a:hover,p a:focus{text-decoration:underline}',
  'span{white-space:pre-wrap}.event{font-size:.9rem}.action{font-style:italic}',
  '.reply{font-size:.85rem;color:var(--faint)}.reply::before{content:"↪ "}:target{background:var(--mark)}',
  '@media (max-width:30rem){body{padding:.6rem}main p{padding-left:1rem;text-indent:-.7rem}',
  'main time{min-width:2.6rem}}',
  '@media print{h3{position:static}.day{content-visibility:visible}}',
  ...PEOPLE,
].join('');
