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

function run(name, values, connection = pool) {
  const { text, names } = statements.node[name];
  return connection.query({ name, text, values: names.map((each) => values[each]) });
}

const standings = new Map();

async function mayComeIn(user_id, session) {
  const known = standings.get(session);
  if (known && known.until > performance.now()) return known.good;
  const { rows } = await run("standing", { user_id, session });
  const good = rows.length === 1 && rows[0].status === "active" && !rows[0].session_is_revoked;
  standings.set(session, { good, until: performance.now() + 2000 });
  return good;
}

async function caller(request, response, next) {
  try {
    const token = (request.headers.authorization || "").replace(/^Bearer /, "");
    const claims = jwt.verify(token, key, { algorithms: ["RS256"], issuer: process.env.TOKEN_ISSUER });
    if (await mayComeIn(claims.sub, claims.origin_jti)) {
      request.user = claims.sub;
      return next();
    }
  } catch (error) {
    if (!(error instanceof jwt.JsonWebTokenError)) return next(error);
  }
  response.status(401).json({ code: "unauthenticated" });
}

async function writeAtOnce(values, event) {
  const { rows } = await run("check_in", { ...values, event: JSON.stringify(event) });
  return rows.length ? rows[0].local_date : null;
}

async function writeUsually(values, event) {
  const connection = await pool.connect();
  let open = true;
  try {
    await connection.query("BEGIN");
    const member = (await run("usual_member", values, connection)).rows[0];
    const { today } = member || {};
    const day = values.local_date || today;
    const earliest = today && new Date(Date.parse(today) - 7 * 86_400_000).toISOString().slice(0, 10);
    if (!member || day > today || day < earliest) return null;
    const fresh = (await run("usual_insert", { ...values, today }, connection)).rows[0];
    if (!fresh) return null;
    const told = { ...event, coach_id: member.coach_id, local_date: fresh.local_date };
    await run("usual_announce", { ...values, event: JSON.stringify(told) }, connection);
    await connection.query("COMMIT");
    open = false;
    return fresh.local_date;
  } finally {
    if (open) await connection.query("ROLLBACK");
    connection.release();
  }
}

const usually = "WRITTEN" in process.env;
const write = usually ? writeUsually : writeAtOnce;
const dashboard = usually ? "usual_dashboard" : "dashboard";

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
  const local_date = await write(
    { ...parsed.data, user_id: request.user, check_in_id, now, look_back: 7, event_id, event_type: event.type },
    event,
  );
  if (local_date === null) return response.status(409).json({ code: "conflict" });
  response.status(201).json({ ...parsed.data, check_in_id, local_date, recorded_at: now });
});

app.get("/api/v1/progress", caller, async (request, response) => {
  const { rows } = await run(dashboard, { user_id: request.user });
  response.json(rows.length ? JSON.parse(rows[0].row_to_json) : null);
});

app.get("/healthz", (request, response) => response.json({}));
app.listen(Number(process.env.PORT), "127.0.0.1", 2048);
