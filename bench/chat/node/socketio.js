// Socket.IO with two processes and its Redis adapter, over WebSocket only.
const cluster = require("cluster");
const fs = require("fs");
const http = require("http");
const { createAdapter } = require("@socket.io/redis-adapter");
const Redis = require("ioredis");
const jwt = require("jsonwebtoken");
const { MongoClient } = require("mongodb");
const { Server } = require("socket.io");

async function serve() {
  const key = fs.readFileSync(process.env.JWT_PUB);
  const mongo = await new MongoClient(process.env.MONGO).connect();
  const messages = mongo.db(process.env.DATABASE).collection("messages");
  const publisher = new Redis(process.env.REDIS);
  const server = http.createServer();
  const io = new Server(server, {
    transports: ["websocket"],
    adapter: createAdapter(publisher, publisher.duplicate()),
    serveClient: false,
  });

  io.use((socket, next) => {
    try {
      const expected = { algorithms: ["RS256"], issuer: "bench", audience: "app" };
      socket.user = jwt.verify(socket.handshake.auth.token || "", key, expected).sub;
      next();
    } catch {
      next(new Error("401"));
    }
  });

  io.on("connection", (socket) => {
    socket.emit("hello", { pid: process.pid });
    socket.on("join", async ({ room }, answer) => {
      await socket.join(room);
      answer({ ok: 1 });
    });
    socket.on("send", async ({ room, id, body }, answer) => {
      if (!socket.rooms.has(room)) return answer({ error: 1 });
      const message = { room, sender: socket.user, cid: id, body, at: new Date() };
      await messages.insertOne(message);
      answer({ id, mid: message._id });
      socket.to(room).emit("msg", { room, id, mid: message._id, from: socket.user, body });
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
