'use strict';
// A TLS client or server on Node's tls module, run by NodePeer.java on any Node from 8 on.
//
//   node peer.js client|server NAME=VALUE ...
//
// Each thing that happens is one JSON object on a line of standard output, its name under "event". A server answers
// each line that it receives with the same line turned round; a client sends lines and tells the answers. Both end when
// their standard input does, so that nothing is left behind by a test that was stopped.

const fs = require('fs');
const tls = require('tls');
const { constants } = require('crypto');

const PATIENCE_MILLIS = 20000;

const role = process.argv[2];
const wishes = {};
process.argv.slice(3).forEach((argument) => {
  const at = argument.indexOf('=');
  wishes[argument.slice(0, at)] = argument.slice(at + 1);
});

function say(event, facts) {
  process.stdout.write(JSON.stringify(Object.assign({ event: event }, facts)) + '\n');
}

function read(name) {
  return fs.readFileSync(name, 'latin1');
}

// What both roles understand. Node 8 has no minVersion and knows TLS 1.2 and older only.
function common() {
  const options = { ca: read('root.pem') };
  if (wishes.credential) {
    options.cert = read(wishes.credential + '.crt') + read(wishes.credential + '.chain');
    options.key = read(wishes.credential + '.key');
  }
  if (wishes.protocol) {
    if (parseInt(process.versions.node, 10) < 12) {
      options.secureProtocol = wishes.protocol.replace('.', '_') + '_method';
    } else {
      options.minVersion = options.maxVersion = wishes.protocol;
    }
  }
  if (wishes.ciphers) options.ciphers = wishes.ciphers;
  if (wishes.groups) options.ecdhCurve = wishes.groups;
  if (wishes.sigalgs) options.sigalgs = wishes.sigalgs;
  if (wishes.alpn) options.ALPNProtocols = wishes.alpn.split(',');
  if (wishes.trace) options.enableTrace = true;
  if (wishes.tickets === 'no') options.secureOptions = constants.SSL_OP_NO_TICKET;
  return options;
}

// What became of a handshake, as this side sees it.
function seen(socket) {
  const cipher = socket.getCipher();
  const peer = socket.getPeerCertificate();
  return {
    protocol: socket.getProtocol(),
    cipher: cipher.name,
    ephemeral: role === 'client' && socket.getEphemeralKeyInfo ? socket.getEphemeralKeyInfo() : {},
    reused: socket.isSessionReused(),
    alpn: socket.alpnProtocol || '',
    serverName: socket.servername || '',
    peer: (peer && peer.subject && peer.subject.CN) || '',
    authorized: socket.authorized,
  };
}

function failed(error) {
  say('error', { code: error.code || '', message: error.message });
}

// Calls back with each whole line that comes in, without its end.
function lines(socket, each) {
  let rest = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop();
    parts.forEach(each);
  });
}

function serve() {
  const options = common();
  options.requestCert = options.rejectUnauthorized = wishes.clientCertificate === 'yes';
  if (wishes.dhparam) options.dhparam = wishes.dhparam === 'auto' ? 'auto' : read(wishes.dhparam);
  if (wishes.sessionTimeout) options.sessionTimeout = Number(wishes.sessionTimeout);
  options.sessionIdContext = 'handfast';
  let last;
  const server = tls.createServer(options, (socket) => {
    last = socket;
    say('secure', seen(socket));
    let received = 0;
    socket.setTimeout(PATIENCE_MILLIS, () => socket.destroy());
    socket.on('data', (chunk) => (received += chunk.length));
    lines(socket, (line) => socket.write(line.split('').reverse().join('') + '\n'));
    socket.on('error', failed);
    socket.on('close', () => say('closed', { bytes: received }));
  });
  if (wishes.tickets === 'no') keepSessions(server);
  server.on('tlsClientError', failed);
  server.listen(0, '127.0.0.1', () => say('listening', { port: server.address().port }));
  return () => last;
}

// Without tickets Node leaves the keeping of sessions to the program.
function keepSessions(server) {
  const sessions = new Map();
  server.on('newSession', (id, session, done) => {
    sessions.set(id.toString('hex'), session);
    done();
  });
  server.on('resumeSession', (id, done) => done(null, sessions.get(id.toString('hex')) || null));
}

// Connects as often as wished, each time with the session of the time before.
function connect(round, session) {
  const options = common();
  options.host = '127.0.0.1';
  options.port = Number(wishes.port);
  options.servername = wishes.serverName;
  if (wishes.minDHSize) options.minDHSize = Number(wishes.minDHSize);
  if (session) options.session = session;
  let latest;
  let received = 0;
  const socket = tls.connect(options, () => {
    say('secure', Object.assign(seen(socket), { round: round }));
    socket.write(wishes.line + '\n');
  });
  socket.setTimeout(PATIENCE_MILLIS, () => socket.destroy(new Error('nothing came for too long')));
  socket.on('session', (ticket) => (latest = ticket));
  socket.on('data', (chunk) => (received += chunk.length));
  lines(socket, (line) => {
    say('answer', { line: line, round: round });
    // A session of TLS 1.2 is there as soon as the handshake is over, and Node 8 tells it no other way.
    latest = latest || socket.getSession();
    socket.end();
  });
  socket.on('error', failed);
  socket.on('close', () => {
    say('closed', { bytes: received, round: round });
    if (received > 0 && round < Number(wishes.rounds || 1)) connect(round + 1, latest);
    else process.exit(received > 0 ? 0 : 1);
  });
  return () => socket;
}

// Orders on standard input: "renegotiate" on the latest connection.
function obey(latest) {
  let rest = '';
  process.stdin.setEncoding('latin1');
  process.stdin.on('data', (chunk) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop();
    if (parts.indexOf('renegotiate') >= 0) renegotiate(latest());
  });
  process.stdin.on('end', () => process.exit(0));
}

function renegotiate(socket) {
  const options = { requestCert: wishes.renegotiate === 'certificate', rejectUnauthorized: false };
  socket.renegotiate(options, (error) => {
    if (error) failed(error);
    else say('renegotiated', seen(socket));
  });
}

obey(role === 'server' ? serve() : connect(1));
