import type { BuiltInTemplate, TemplateCategory } from './library.js';
import { type ContentButtonRows, plainContent } from './message-content.js';

const HELLO = 'Hello {{ user.first_name | default: "colleague" }},';
const ACK: ContentButtonRows = [[{ type: 'ack', text: 'I have read this' }]];

interface Words {
  readonly name: string;
  readonly description: string;
  readonly text: readonly string[];
  readonly buttons?: ContentButtonRows;
}

const en = (key: string, category: TemplateCategory, words: Words): BuiltInTemplate => ({
  key: `${key}.en`,
  name: words.name,
  description: words.description,
  category,
  language: 'en',
  content: { ...plainContent([HELLO, ...words.text].join('\n\n')), buttons: words.buttons ?? [] },
});

export const BUILT_IN_TEMPLATES_EN: readonly BuiltInTemplate[] = [
  en('vacation', 'hr', {
    name: 'Vacation schedule',
    description: 'Collect wishes for the schedule and name the deadline.',
    text: [
      'The **vacation schedule for [YEAR]** is open. Please enter your dates by **[DATE]**: [LINK].',
      'At least one part of the vacation has to be 14 days or longer. If your manager has not agreed to the dates yet, begin there.',
    ],
    buttons: ACK,
  }),
  en('it_works', 'it', {
    name: 'Planned IT works',
    description: 'Warn that a system will be down.',
    text: [
      '**[SYSTEM]** will be unavailable on **[DATE] from [TIME] to [TIME]** because of planned works.',
      'Please save your documents beforehand. If something does not open afterwards, write to support: [CONTACT].',
    ],
  }),
  en('training', 'learning', {
    name: 'Training: sign up',
    description: 'Invite to a training and learn who will come.',
    text: [
      'You are invited to the training **[TITLE]**: [DATE] at [TIME], [PLACE].',
      'Programme and materials: [LINK]. Please tell whether you can take part.',
    ],
    buttons: [
      [
        { type: 'choice', text: 'I will come', value: 'yes' },
        { type: 'choice', text: 'I cannot', value: 'no' },
      ],
    ],
  }),
  en('safety', 'safety', {
    name: 'Safety instruction',
    description: 'Have an instruction read and collect the confirmations.',
    text: [
      'Please go through the **safety instruction** by **[DATE]**: [LINK]. It takes about 15 minutes.',
      'Press the button when you have read it to the end. Questions go to the safety officer: [CONTACT].',
    ],
    buttons: ACK,
  }),
  en('onboarding', 'hr', {
    name: 'Welcome',
    description: 'The first message to somebody new.',
    text: [
      'Welcome{% if user.department %} to {{ user.department }}{% endif %}! We are glad that you are here.',
      'Where to begin: [LINK]. Your mentor is [NAME], who takes any question.',
      'For documents and pay, ask the HR department: [CONTACT].',
    ],
  }),
  en('survey', 'survey', {
    name: 'Survey: how is work',
    description: 'A short survey that is answered with a button.',
    text: [
      'One question, one minute. **Would you advise a friend to work here?**',
      'Only the HR department sees the answers; the report has nothing but totals.',
    ],
    buttons: [
      [
        { type: 'choice', text: 'Yes', value: 'yes' },
        { type: 'choice', text: 'Rather yes', value: 'rather_yes' },
      ],
      [
        { type: 'choice', text: 'Rather no', value: 'rather_no' },
        { type: 'choice', text: 'No', value: 'no' },
      ],
    ],
  }),
  en('policy', 'hr', {
    name: 'New policy',
    description: 'Have a document read, confirmed by a button.',
    text: [
      'The document **[TITLE]** is in force from **[DATE]**: [LINK].',
      'What changes, in short: [GIST].',
      'Please read it and confirm by **[DEADLINE]**.',
    ],
    buttons: ACK,
  }),
  en('event', 'news', {
    name: 'Company event',
    description: 'Invite to an event and count the guests.',
    text: [
      'We meet for **[EVENT]** on **[DATE] at [TIME]**. Place: [ADDRESS].',
      'Please answer by **[DEADLINE]**, so that there is room and food for everybody.',
    ],
    buttons: [
      [
        { type: 'choice', text: 'I will be there', value: 'yes' },
        { type: 'choice', text: 'With a guest', value: 'yes_with_guest' },
        { type: 'choice', text: 'I cannot', value: 'no' },
      ],
    ],
  }),
  en('office_closed', 'office', {
    name: 'Office closed',
    description: 'Say that an office is closed, and what to do.',
    text: [
      'The office at **[ADDRESS]** will be closed on **[DATE]**. Reason: [REASON].',
      'Please work from home that day. If you cannot, agree on it with your manager; passes are given by [CONTACT].',
    ],
    buttons: ACK,
  }),
  en('phishing', 'it', {
    name: 'Beware of fraudulent mail',
    description: 'Warn quickly of forged mail or calls.',
    text: [
      'Colleagues receive **forged messages** in the name of [WHOM]. They ask for [GIST].',
      'Open no attachments and links, and tell nobody your passwords and codes. No colleague will ask for them.',
      'Have you answered or clicked already? Write at once: [CONTACT]. Nobody will blame you; every minute counts.',
    ],
    buttons: ACK,
  }),
  en('medical', 'safety', {
    name: 'Medical examination',
    description: 'Send to a mandatory examination.',
    text: [
      'You have to pass the **mandatory medical examination** by **[DATE]**: [CLINIC], [ADDRESS].',
      'Take your passport and the referral with you. The time is paid as working time. Appointments: [LINK].',
    ],
    buttons: ACK,
  }),
  en('documents', 'hr', {
    name: 'Documents to sign',
    description: 'Remind of documents that wait for a signature.',
    text: [
      'Documents wait for your signature: **[WHAT TO SIGN]**. Please sign them by **[DATE]**: [LINK].',
      'If something in them is wrong, do not sign, and write to the HR department: [CONTACT].',
    ],
  }),
];
