#!/usr/bin/env node
// Holds a running gateway against the protocols of its live connections, with the clients that others wrote for them
// (npm: graphql-ws, graphql-sse) and with bare sockets (npm: ws) for each way of breaking the protocol.
// usage: node subscriptions.mjs http://127.0.0.1:PORT/graphql TOKEN [FILTER]
// One line a probe; ends with 0 only if all pass.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

import { createClient as createSse } from 'graphql-sse';
import { createClient as createWs } from 'graphql-ws';
import WebSocket from 'ws';

const [url, token, filter = ''] = process.argv.slice(2);
const socketUrl = url.replace(/^http/, 'ws');
const authorization = `Bearer ${token}`;
const PATIENCE = 8000;

const within = (promise, what) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came: ${what}`)), PATIENCE);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

const post = async (body, headers = {}) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization, ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
};

const head = async () => (await post({ query: '{ position }' })).body.data.position;

const commission = async () => {
  const query = 'mutation ($input: CommissionVatInput!) { commissionVat(input: $input) { __typename } }';
  const code = `P${Math.random().toString(36).slice(2, 10)}`;
  const input = { code, capacity: '50', material: 'WOOD', inServiceOn: '2026-09-01' };
  const { body } = await post({ query, variables: { input } });
  assert.equal(body.data?.commissionVat.__typename, 'VatCommissioned', JSON.stringify(body));
};

// A bare socket: what it hears is kept until it is asked for.
class Bare {
  constructor(options = {}, protocols = 'graphql-transport-ws') {
    this.heard = [];
    this.waiting = [];
    this.socket = protocols ? new WebSocket(socketUrl, protocols, options) : new WebSocket(socketUrl, options);
    this.closed = new Promise((resolve) => this.socket.on('close', (code, reason) => resolve({ code, reason: `${reason}` })));
    this.refused = new Promise((resolve) => this.socket.on('unexpected-response', (_, response) => resolve(response.statusCode)));
    this.opened = new Promise((resolve) => this.socket.on('open', resolve));
    this.socket.on('error', () => {});
    this.socket.on('message', (data) => {
      const message = JSON.parse(`${data}`);
      const next = this.waiting.shift();
      if (next) next(message);
      else this.heard.push(message);
    });
  }
  async say(message) {
    await within(this.opened, 'open');
    this.socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));
    return this;
  }
  hear() {
    const kept = this.heard.shift();
    return kept ? Promise.resolve(kept) : within(new Promise((resolve) => this.waiting.push(resolve)), 'a message');
  }
  async silent(ms = 400) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    assert.deepEqual(this.heard, []);
  }
  async code() {
    return (await within(this.closed, 'a close')).code;
  }
  static async ready() {
    const bare = await new Bare().say({ type: 'connection_init', payload: { authorization } });
    assert.deepEqual(await bare.hear(), { type: 'connection_ack' });
    return bare;
  }
  end() {
    this.socket.close();
  }
}

const probes = [];
const probe = (name, run) => probes.push({ name, run });

const closes = (name, code, ...messages) =>
  probe(`${code}: ${name}`, async () => {
    const bare = new Bare();
    for (const message of messages) await bare.say(message);
    assert.equal(await bare.code(), code);
  });

const init = { type: 'connection_init', payload: { authorization } };
const follow = (after, id = '1') => ({
  type: 'subscribe', id, payload: { query: `subscription { journal(after: ${after}) { position } }` },
});

// Each way of breaking graphql-transport-ws
closes('what is not JSON', 4400, init, 'hello');
closes('a message without type', 4400, init, {});
closes('an unknown type', 4400, init, { type: 'start', id: '1', payload: { query: '{ position }' } });
closes('a type of the server', 4400, init, { type: 'connection_ack' });
closes('a binary message', 4400, init, Buffer.from('{"type":"ping"}'));
closes('subscribe without id', 4400, init, { type: 'subscribe', payload: { query: '{ position }' } });
closes('subscribe without payload', 4400, init, { type: 'subscribe', id: '1' });
closes('query that is no text', 4400, init, { type: 'subscribe', id: '1', payload: { query: 7 } });
closes('variables that are no object', 4400, init, { type: 'subscribe', id: '1', payload: { query: '{ position }', variables: 1 } });
closes('subscribe before the acknowledgement', 4401, { type: 'subscribe', id: '1', payload: { query: '{ position }' } });
closes('connection_init that shows nothing', 4401, { type: 'connection_init' });
closes('connection_init that shows a wrong token', 4403, { type: 'connection_init', payload: { authorization: `${authorization}x` } });
closes('no connection_init in time', 4408);
closes('an id that is in use', 4409, init, follow(0), follow(0));
closes('a second connection_init', 4429, init, init);
closes('a message beyond the bound', 1009, init, ' '.repeat(300 * 1024));
probe('4406: no subprotocol', async () => assert.equal(await new Bare({}, null).code(), 4406));
probe('another subprotocol is not selected', async () => {
  const bare = new Bare({}, 'graphql-ws');
  assert.equal(await bare.code(), 1006, 'the client itself breaks off');
});
for (const origin of ['https://elsewhere.example', 'null', `${new URL(url).origin}0`]) {
  probe(`403: the origin ${origin.replace(/:\d+$/, ':PORT')}`, async () => {
    assert.equal(await within(new Bare({ headers: { origin } }).refused, 'a refusal'), 403);
  });
}
probe('our own origin is let in', async () => {
  const bare = new Bare({ headers: { origin: new URL(url).origin } });
  await bare.say(init);
  assert.equal((await bare.hear()).type, 'connection_ack');
  bare.end();
});

// The protocol as it should be, message by message
probe('ping is answered with pong, before and after the acknowledgement', async () => {
  const bare = await new Bare().say({ type: 'ping', payload: { at: 1 } });
  assert.deepEqual(await bare.hear(), { type: 'pong' });
  await bare.say(init);
  await bare.hear();
  await bare.say({ type: 'pong' });
  await bare.say({ type: 'ping' });
  assert.deepEqual(await bare.hear(), { type: 'pong' });
  bare.end();
});
probe('the token of the upgrade is taken', async () => {
  const bare = await new Bare({ headers: { authorization } }).say({ type: 'connection_init' });
  assert.deepEqual(await bare.hear(), { type: 'connection_ack' });
  bare.end();
});
probe('a validation error is one `error`, with code, sentence and trace id', async () => {
  const bare = await Bare.ready();
  await bare.say({ type: 'subscribe', id: '1', payload: { query: '{ nothing }' } });
  const { type, id, payload: [error] } = await bare.hear();
  assert.deepEqual([type, id, error.extensions.code], ['error', '1', 'BAD_USER_INPUT']);
  assert.ok(error.message && error.extensions.traceId);
  await bare.silent();
  bare.end();
});
probe('complete stops a stream, is not echoed, and frees its id', async () => {
  const bare = await Bare.ready();
  const from = await head();
  await bare.say(follow(from));
  await commission();
  assert.equal((await bare.hear()).payload.data.journal.position, from + 1);
  await bare.say({ type: 'complete', id: '1' });
  await commission();
  await bare.silent();
  await bare.say(follow(from + 1));
  assert.equal((await bare.hear()).payload.data.journal.position, from + 2);
  bare.end();
});
probe('twenty operations at a time, and no more', async () => {
  const bare = await Bare.ready();
  const from = await head();
  for (let id = 0; id <= 20; id += 1) await bare.say(follow(from, `${id}`));
  const { type, id, payload } = await bare.hear();
  assert.deepEqual([type, id, payload[0].extensions.code], ['error', '20', 'TOO_MANY_OPERATIONS']);
  bare.end();
});

// Other people's clients
const client = (options = {}) =>
  createWs({ url: socketUrl, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: { authorization }, ...options });
const take = async (results, count) => {
  const taken = [];
  for await (const result of results) {
    assert.ok(!result.errors, JSON.stringify(result.errors));
    taken.push(result);
    if (taken.length === count) break;
  }
  return taken;
};
probe('a close is answered with the same code', async () => {
  const bare = await Bare.ready();
  bare.socket.close(1000, 'done');
  assert.equal(await bare.code(), 1000);
});
probe('graphql-ws: a query', async () => {
  const ws = client();
  const [{ data, extensions }] = await within(take(ws.iterate({ query: '{ position }' }), 2), 'an answer');
  assert.equal(data.position, extensions.position);
  await ws.dispose();
});
probe('graphql-ws: the journal, in order and without a gap', async () => {
  const ws = client();
  const query = 'subscription ($after: Int!) { journal(after: $after) { position } }';
  const events = await within(take(ws.iterate({ query, variables: { after: 0 } }), 30), 'thirty events');
  assert.deepEqual(events.map(({ data }) => data.journal.position), Array.from({ length: 30 }, (_, n) => n + 1));
  assert.equal(events[29].extensions.position, 30);
  const more = await within(take(ws.iterate({ query, variables: { after: 30 } }), 5), 'five more');
  assert.deepEqual(more.map(({ data }) => data.journal.position), [31, 32, 33, 34, 35]);
  await ws.dispose();
});
probe('graphql-ws: an event is told as it is appended', async () => {
  const ws = client();
  const from = await head();
  const query = `subscription { journal(after: ${from}) { position eventType } }`;
  const events = within(take(ws.iterate({ query }), 1), 'an event');
  await new Promise((resolve) => setTimeout(resolve, 200));
  const since = Date.now();
  await commission();
  const [{ data }] = await events;
  assert.equal(data.journal.position, from + 1);
  assert.ok(Date.now() - since < 2000, `after ${Date.now() - since} ms`);
  await ws.dispose();
});
probe('graphql-ws: how far the read models are', async () => {
  const ws = client();
  const query = 'subscription { projectionProgress { head models { model position percent stall { code } } } }';
  const [{ data }] = await within(take(ws.iterate({ query }), 1), 'the standing');
  assert.deepEqual(data.projectionProgress.models.map(({ model }) => model), ['cellar', 'drm', 'stock']);
  await ws.dispose();
});
probe('graphql-ws: a validation error reaches the client', async () => {
  const ws = client();
  const errors = await within(take(ws.iterate({ query: 'subscription { nothing }' }), 1).catch((caught) => caught), 'an error');
  assert.equal(errors[0].extensions.code, 'BAD_USER_INPUT');
  await ws.dispose();
});
probe('graphql-ws: a wrong token is told', async () => {
  const ws = client({ connectionParams: { authorization: 'Bearer mc_x' } });
  const closed = await within(take(ws.iterate({ query: '{ position }' }), 1).catch((caught) => caught), 'a close');
  assert.equal(closed.code, 4403);
});
const events = (options = {}) => createSse({ url, headers: { authorization }, retryAttempts: 0, ...options });
probe('graphql-sse: the journal, in order and without a gap', async () => {
  const sse = events();
  const got = await within(take(sse.iterate({ query: 'subscription { journal { position } }' }), 30), 'thirty events');
  assert.deepEqual(got.map(({ data }) => data.journal.position), Array.from({ length: 30 }, (_, n) => n + 1));
  sse.dispose();
});
probe('graphql-sse: a query completes', async () => {
  const sse = events();
  const got = await within(take(sse.iterate({ query: '{ position }' }), 2), 'an answer and its end');
  assert.equal(got.length, 1);
  sse.dispose();
});
probe('graphql-sse: a validation error is refused with 400', async () => {
  const sse = events();
  const caught = await within(take(sse.iterate({ query: 'subscription { nothing }' }), 1).catch((error) => error), 'an error');
  assert.equal(caught.response?.status, 400);
  sse.dispose();
});
probe('events: Last-Event-ID goes before the argument, over GET as a browser asks', async () => {
  const query = encodeURIComponent('subscription { journal(after: 0) { position } }');
  const abort = new AbortController();
  const response = await fetch(`${url}?query=${query}`, {
    headers: { accept: 'text/event-stream', authorization, 'last-event-id': '7' }, signal: abort.signal,
  });
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  const { value } = await within(response.body.getReader().read(), 'an event');
  const text = Buffer.from(value).toString();
  assert.match(text, /^event: next\nid: 8\ndata: \{"data":\{"journal":\{"position":8\}\}/m);
  abort.abort();
});
probe('a subscription over plain HTTP is told where to go', async () => {
  const { status, body: { errors: [error] } } = await post({ query: 'subscription { journal { position } }' });
  assert.deepEqual([status, error.extensions.code], [406, 'STREAM_REQUIRED']);
  assert.ok(error.extensions.traceId);
});
probe('a change over GET stays refused, also as events', async () => {
  const query = encodeURIComponent('mutation { __typename }');
  const response = await fetch(`${url}?query=${query}`, { headers: { accept: 'text/event-stream', authorization } });
  assert.equal(response.status, 405);
});

// Documents by their hash
const sha256Hash = (text) => createHash('sha256').update(text).digest('hex');
const persisted = (text) => ({ persistedQuery: { version: 1, sha256Hash: sha256Hash(text) } });
probe('persisted: what nobody knows is not found, and is not kept', async () => {
  const query = '{ position estate { name } }';
  const ask = async (body) => (await post(body)).body;
  const unknown = { extensions: persisted(query) };
  assert.equal((await ask(unknown)).errors[0].extensions.code, 'PERSISTED_QUERY_NOT_FOUND');
  assert.ok((await ask({ ...unknown, query })).data);
  assert.equal((await ask(unknown)).errors[0].extensions.code, 'PERSISTED_QUERY_NOT_FOUND');
});
probe('persisted: a hash of another text is refused', async () => {
  const { body } = await post({ query: '{ position }', extensions: persisted('{ estate { name } }') });
  assert.equal(body.errors[0].extensions.code, 'PERSISTED_QUERY_MISMATCH');
});

let passed = 0;
let failed = 0;
for (const { name, run } of probes.filter((one) => one.name.includes(filter))) {
  try {
    await run();
    passed += 1;
    console.log(`ok   ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${name}: ${error?.message ?? JSON.stringify(error)}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
