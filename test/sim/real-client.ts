import pg from 'pg';

/** Postgres' client as it is, whatever the product is given instead while a seed runs. */
export const RealClient = pg.Client;
