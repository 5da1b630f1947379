/** What a vault in a picture holds. The last one is kept last and stands first. */
export const notes = [
  { title: 'Tax number', body: '12 345 678 901', favourite: false, tags: ['papers'], folder: '', fields: [] },
  {
    title: 'Router at the office',
    body: 'Admin page 192.168.4.1\nask Mira for the second one',
    favourite: false,
    tags: [],
    folder: '',
    fields: [],
  },
  {
    title: 'Passport numbers',
    body: 'Mira: C01X00T47\nJonas: C01X00T48',
    favourite: false,
    tags: ['papers', 'travel'],
    folder: '',
    fields: [],
  },
  {
    title: 'Bike lock',
    body: 'Serial 4471-20, the key is in the tin',
    favourite: false,
    tags: [],
    folder: '',
    fields: [],
  },
  {
    title: 'Alarm code',
    body: 'In the blue envelope, second drawer',
    favourite: true,
    tags: ['house'],
    folder: '',
    fields: [],
  },
  {
    title: 'Wi-Fi at the cabin',
    body: 'Network fjord\nPassword seven-herons-2417\n\nThe router is behind the kettle. If the light is red, wait a minute, then press the small button once.',
    favourite: true,
    tags: ['house', 'travel'],
    folder: '',
    fields: [],
  },
] as const;
