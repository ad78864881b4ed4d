// The same with Express, pg, jsonwebtoken and zod, in two processes.
const cluster = require("cluster");
const { randomUUID } = require("crypto");
const fs = require("fs");

if (cluster.isPrimary) {
  cluster.fork();
  cluster.fork();
  return;
}

const express = require("express");
const jwt = require("jsonwebtoken");
const { Pool, types } = require("pg");
const { z } = require("zod");

types.setTypeParser(1082, (text) => text); // A date stays a date.
const statements = JSON.parse(fs.readFileSync(process.env.STATEMENTS));
const key = fs.readFileSync(process.env.JWT_PUB);
const pool = new Pool({ host: process.env.PGHOST, user: "postgres", database: process.env.PGDATABASE, min: 8, max: 8 });
const rating = z.number().int().min(0).max(10).nullable().default(null);
const CheckIn = z.strictObject({
  client_id: z.uuid(),
  local_date: z.iso.date().nullable().default(null),
  smoke_free: z.boolean(),
  mood: rating,
  craving: rating,
  note: z.string().max(1000).nullable().default(null),
});

function run(name, values) {
  const { text, names } = statements.node[name];
  return pool.query({ name, text, values: names.map((each) => values[each]) });
}

function caller(request, response, next) {
  try {
    const token = (request.headers.authorization || "").replace(/^Bearer /, "");
    request.user = jwt.verify(token, key, { algorithms: ["RS256"], issuer: process.env.TOKEN_ISSUER }).sub;
    next();
  } catch {
    response.status(401).json({ code: "unauthenticated" });
  }
}

const app = express();
app.disable("x-powered-by");
app.set("etag", false);
app.use(express.json());

app.post("/api/v1/check-ins", caller, async (request, response) => {
  const parsed = CheckIn.safeParse(request.body);
  if (!parsed.success) return response.status(422).json({ code: "invalid", errors: parsed.error.issues });
  const now = new Date().toISOString();
  const check_in_id = randomUUID();
  const event_id = randomUUID();
  const event = {
    event_id,
    type: "checkin.recorded.v1",
    occurred_at: now,
    user_id: request.user,
    check_in_id,
    smoke_free: parsed.data.smoke_free,
  };
  const { rows } = await run("check_in", {
    ...parsed.data,
    user_id: request.user,
    check_in_id,
    now,
    look_back: 7,
    event_id,
    event_type: event.type,
    event: JSON.stringify(event),
  });
  if (!rows.length || rows[0].local_date === null) return response.status(409).json({ code: "conflict" });
  response.status(201).json({ ...parsed.data, check_in_id, local_date: rows[0].local_date, recorded_at: now });
});

app.get("/api/v1/progress", caller, async (request, response) => {
  const { rows } = await run("dashboard", { user_id: request.user });
  response.json(rows.length ? JSON.parse(rows[0].row_to_json) : null);
});

app.get("/healthz", (request, response) => response.json({}));
app.listen(Number(process.env.PORT), "127.0.0.1", 2048);
