import { describe, expect, it } from '@jest/globals';
import { addressOf, connectionUrl, withDatabase } from './connection-url.js';

describe('connectionUrl', () => {
  it('adds role, time zone and name and keeps what the url says', () => {
    const url = new URL(
      connectionUrl('postgresql://u:p%40@db.example.com/redress?sslmode=require&options=-c%20x%3D1', {
        role: 'redress_watchdog',
        applicationName: 'redress-watchdog',
      }),
    );
    expect(url.searchParams.get('options')).toBe('-c x=1 -c timezone=UTC -c role=redress_watchdog');
    expect(url.searchParams.get('sslmode')).toBe('require');
    expect(url.password).toBe('p%40');
  });
});

describe('addressOf', () => {
  it('says host, port and database, never user or password', () => {
    expect(addressOf('postgresql://user:sesame@db.example.com/redress')).toBe('db.example.com:5432/redress');
    expect(addressOf(withDatabase('postgresql://user:sesame@127.0.0.1:5555/a', 'b'))).toBe('127.0.0.1:5555/b');
  });
});
