/** Names of the messages between the window's preload and the main side. */
export const CHANNELS = {
  call: 'archive:call',
  choose: 'archive:choose',
  grantDropped: 'archive:grant-dropped',
  active: 'archive:active',
  print: 'archive:print',
  event: 'archive:event',
} as const;
