-- depends: 0039.outbox_polled
-- Both plans sold replies before others', and nothing gave them: a coach promises every member the
-- same hours (coaching.coaches), and whoever is answered earlier by that coach lets somebody else
-- wait longer. What nobody had is not for sale, and is not shown to those who bought a plan either.

UPDATE billing.plans
   SET includes = array_remove(includes, 'priority_replies')
 WHERE 'priority_replies' = ANY(includes);
