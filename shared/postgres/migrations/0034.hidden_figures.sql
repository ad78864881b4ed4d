-- depends: 0033.spending
-- What a member would rather not see among their progress. Written by services/user_cessation alone.

CREATE TABLE cessation.hidden_figures (
    user_id uuid   PRIMARY KEY REFERENCES account.accounts ON DELETE CASCADE,
    figures text[] NOT NULL
);
