-- depends: 0037.scopes
-- What is read of organisations by whoever reports to them; the codes themselves are not in it.

CREATE VIEW billing.organisations AS
    SELECT organisation,
           count(*) AS codes,
           sum(seats) AS seats
      FROM billing.vouchers
     GROUP BY organisation;

CREATE VIEW billing.seats_taken AS
    SELECT vouchers.organisation,
           redemptions.user_id,
           min(redemptions.redeemed_at) AS taken_at
      FROM billing.redemptions
      JOIN billing.vouchers USING (voucher_id)
     GROUP BY vouchers.organisation, redemptions.user_id;
