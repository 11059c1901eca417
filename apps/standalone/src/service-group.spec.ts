import { describe, expect, it } from '@jest/globals';
import type { Service } from '#libs/contracts/vocabulary.js';
import { ServiceGroup } from './service-group.js';

function setup(broken: { start?: Service; stop?: Service } = {}) {
  const events: string[] = [];
  const names = ['dispatcher', 'classifier', 'ingestor'] as const;
  const start = (name: Service) => () => {
    if (broken.start === name) {
      return Promise.reject(new Error(`${name} cannot start`));
    }
    events.push(`+${name}`);
    const close = () => {
      events.push(`-${name}`);
      return broken.stop === name ? Promise.reject(new Error(`${name} cannot stop`)) : Promise.resolve();
    };
    return Promise.resolve({ name, url: `http://${name}`, close });
  };
  return { events, group: new ServiceGroup(new Map(names.map((name) => [name, start(name)]))) };
}

describe(ServiceGroup.name, () => {
  it('starts in order and stops in the opposite one', async () => {
    const { events, group } = setup();
    await group.startAll();
    expect(await group.stopAll()).toEqual([]);
    expect(events).toEqual(['+dispatcher', '+classifier', '+ingestor', '-ingestor', '-classifier', '-dispatcher']);
  });

  it('stops what had started when one cannot start', async () => {
    const { events, group } = setup({ start: 'ingestor' });
    await expect(group.startAll()).rejects.toThrow('ingestor cannot start');
    expect(events).toEqual(['+dispatcher', '+classifier', '-classifier', '-dispatcher']);
  });

  it('stops all the others when one cannot stop', async () => {
    const { events, group } = setup({ stop: 'classifier' });
    await group.startAll();
    expect(await group.stopAll()).toHaveLength(1);
    expect(events.slice(-1)).toEqual(['-dispatcher']);
  });

  it('stops and starts one of them alone', async () => {
    const { events, group } = setup();
    await group.startAll();
    await group.stop('classifier');
    expect(group.urlOf('classifier')).toBeNull();
    await group.start('classifier');
    expect(group.urlOf('classifier')).toBe('http://classifier');
    expect(events.slice(-2)).toEqual(['-classifier', '+classifier']);
    await expect(group.start('classifier')).rejects.toThrow('runs already');
  });
});
