"""The style of a page: light and dark, wide and on a phone."""

SHEET = """
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --quiet: #5d6470;
  --line: #d9dce1; --shade: #f4f5f7; --bar: #6b8fc4; --mark: #ffe9a8; --link: #0b57d0; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e6e6; --paper: #16181c; --quiet: #a2a9b4;
  --line: #363b44; --shade: #1f2329; --bar: #557bb3; --mark: #6b5312; --link: #8ab4f8; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: .5rem 0; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
a { color: var(--link); }
.quiet { color: var(--quiet); font-size: .875rem; margin: .25rem 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; overflow-wrap: normal; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .5rem; text-align: right;
  font-weight: normal; font-variant-numeric: tabular-nums; }
th:first-child { text-align: left; }
thead th { color: var(--quiet); font-size: .875rem; }
td:last-child:has(.bar) { width: 35%; min-width: 6rem; text-align: left; }
.bar { display: block; height: .7rem; min-width: 1px; background: var(--bar); }
svg { width: 100%; height: auto; display: block; }
svg text { fill: var(--quiet); font-size: 12px; }
@media (max-width: 40rem) { svg text { font-size: 20px; } }
.axis { stroke: var(--line); }
.legend span { margin-right: 1rem; color: var(--quiet); font-size: .875rem; }
.legend i { display: inline-block; width: .7rem; height: .7rem; margin-right: .35rem; }
.critical { fill: #c62828; background: #c62828; }
.high { fill: #ef6c00; background: #ef6c00; }
.medium { fill: #e0b000; background: #e0b000; }
.low { fill: #1e88e5; background: #1e88e5; }
.info { fill: #8d949e; background: #8d949e; }
article { border-top: 1px solid var(--line); padding: .5rem 0; }
blockquote { margin: .4rem 0; padding: .4rem .75rem; background: var(--shade);
  border-inline-start: 3px solid var(--line); }
mark { background: var(--mark); color: inherit; padding: 0 .1em; }
pre { background: var(--shade); padding: .6rem .75rem; overflow-x: auto; }
"""
