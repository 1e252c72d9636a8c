/** Layers (design sections 2 and 3). tools/checks/layers.test.ts proves that each rule can fail. */
module.exports = {
  forbidden: [
    {
      name: 'electron-only-in-shell',
      comment:
        'Everything but the shell runs in plain Node: window, command line and tests share the same code.',
      severity: 'error',
      from: { path: '^src-(main|renderer)/', pathNot: '^src-main/shell/' },
      to: { path: '(^|/)electron(/|$)' },
    },
    {
      name: 'renderer-sees-only-the-contract',
      severity: 'error',
      from: { path: '^src-renderer/', pathNot: '^src-renderer/e2e/' },
      to: { path: '^src-main/', pathNot: '^src-main/contract/' },
    },
    {
      name: 'contract-knows-nobody',
      severity: 'error',
      from: { path: '^src-main/contract/' },
      to: { path: '^src-(main|renderer)/', pathNot: '^src-main/contract/' },
    },
    {
      name: 'nobody-builds-on-the-composition',
      comment:
        'Features are composed by application/; they never reach back into it, the shell or the command line.',
      severity: 'error',
      from: { path: '^src-main/', pathNot: '^src-main/(application|shell|cli|testing)/|[.]test[.]ts$' },
      to: { path: '^src-main/(application|shell|cli)/' },
    },
    {
      name: 'folders-by-their-index',
      comment: 'A folder is entered by its index.ts.',
      severity: 'error',
      from: { path: '^src-main/([^/]+)/', pathNot: '[.]test[.]ts$|^src-main/testing/' },
      to: { path: '^src-main/(?!contract/)([^/]+)/.+', pathNot: '^src-main/$1/|^src-main/[^/]+/index[.]ts$' },
    },
    {
      name: 'no-network-modules',
      severity: 'error',
      from: { path: '^src-(main|renderer)/', pathNot: '^src-main/testing/' },
      to: { path: '^(node:)?(net|http|https|http2|tls|dgram|dns)$' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: { path: '^src-' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
