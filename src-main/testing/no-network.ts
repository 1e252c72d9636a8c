import net from 'node:net';

// Invariant 1 (ARCHITECTURE.md): the program has no network code, so any socket a test opens is a fault of ours.
net.Socket.prototype.connect = function refuse(): never {
  throw new Error('network access is forbidden: a test tried to open a socket');
};
net.Server.prototype.listen = function refuse(): never {
  throw new Error('network access is forbidden: a test tried to listen on a socket');
};
