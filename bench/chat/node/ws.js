// Node's `ws` with two processes and Redis between them: the least a chat can do.
// WRITE=batch stores whatever waits with one insertMany, as ours does.
const cluster = require("cluster");
const fs = require("fs");
const http = require("http");
const Redis = require("ioredis");
const jwt = require("jsonwebtoken");
const { MongoClient } = require("mongodb");
const { WebSocketServer } = require("ws");

const MOST_AT_ONCE = 500;
const SEPARATOR = "\x1e";

async function serve() {
  const key = fs.readFileSync(process.env.JWT_PUB);
  const mongo = await new MongoClient(process.env.MONGO).connect();
  const messages = mongo.db(process.env.DATABASE).collection("messages");
  const publisher = new Redis(process.env.REDIS);
  const subscriber = new Redis(process.env.REDIS);
  const rooms = new Map();
  const me = `${process.pid} `;

  function fan(room, text, except) {
    const sockets = rooms.get(room);
    if (!sockets) return;
    const data = Buffer.from(text);
    for (const socket of sockets) if (socket !== except) socket.send(data, { binary: false });
  }

  await subscriber.subscribe("chat");
  subscriber.on("message", (_, batch) => {
    if (batch.startsWith(me)) return;
    for (const item of batch.slice(batch.indexOf(" ") + 1).split(SEPARATOR)) {
      const space = item.indexOf(" ");
      fan(item.slice(0, space), item.slice(space + 1));
    }
  });

  // What is told once a message is stored; returns what the other process is told.
  function tell(socket, stored) {
    const { room, cid: id, _id: mid, sender: from, body } = stored;
    socket.send(JSON.stringify({ type: "ack", id, mid }));
    const text = JSON.stringify({ type: "msg", room, id, mid, from, body });
    fan(room, text, socket);
    return `${room} ${text}`;
  }

  const waiting = [];
  let isWriting = false;
  async function writeWaiting() {
    isWriting = true;
    while (waiting.length) {
      const batch = waiting.splice(0, MOST_AT_ONCE);
      await messages.insertMany(
        batch.map(([, message]) => message),
        { ordered: false },
      );
      const told = batch.map(([socket, message]) => tell(socket, message));
      publisher.publish("chat", me + told.join(SEPARATOR));
    }
    isWriting = false;
  }

  async function onMessage(socket, data) {
    const { type, room, id, body } = JSON.parse(data);
    if (type === "join") {
      if (!rooms.has(room)) rooms.set(room, new Set());
      rooms.get(room).add(socket);
      socket.rooms.add(room);
      socket.send('{"type":"joined"}');
    } else if (type !== "send" || !socket.rooms.has(room)) {
      socket.send('{"type":"error"}');
    } else {
      const message = { room, sender: socket.user, cid: id, body, at: new Date() };
      if (process.env.WRITE === "batch") {
        waiting.push([socket, message]);
        if (!isWriting) writeWaiting();
      } else {
        await messages.insertOne(message);
        publisher.publish("chat", me + tell(socket, message));
      }
    }
  }

  function onClose(socket) {
    for (const room of socket.rooms) {
      const sockets = rooms.get(room);
      sockets.delete(socket);
      if (!sockets.size) rooms.delete(room);
    }
  }

  const server = http.createServer();
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server.on("upgrade", (request, raw, head) => {
    let claims;
    try {
      const token = new URL(request.url, "http://x").searchParams.get("token") || "";
      const expected = { algorithms: ["RS256"], issuer: "bench", audience: "app" };
      claims = jwt.verify(token, key, expected);
    } catch {
      raw.end("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, raw, head, (socket) => {
      socket.user = claims.sub;
      socket.rooms = new Set();
      socket.send(JSON.stringify({ type: "hello", pid: process.pid }));
      socket.on("message", (data) => onMessage(socket, data));
      socket.on("close", () => onClose(socket));
    });
  });
  server.listen({ port: +process.env.PORT, host: "127.0.0.1", backlog: 2048 });
}

if (cluster.isPrimary) {
  cluster.fork();
  cluster.fork();
  process.on("SIGTERM", () => process.exit());
} else {
  serve();
}
