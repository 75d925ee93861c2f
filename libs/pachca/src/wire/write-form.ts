import { type FormField, type ModalForm } from '../domain/modal-form.js';

/** The body of `POST /views/open`; `JSON.stringify` leaves out what is undefined. */
export function writeForm(form: ModalForm): string {
  return JSON.stringify({
    type: 'modal',
    trigger_id: form.triggerId,
    callback_id: form.callbackId,
    private_metadata: form.privateMetadata,
    view: {
      title: form.title,
      submit_text: form.submitText,
      close_text: form.closeText,
      blocks: form.fields.map(writeField),
    },
  });
}

function writeField({
  name,
  label,
  placeholder,
  hint,
  isMultiline,
  isRequired,
  maxLength,
}: FormField): object {
  return {
    type: 'input',
    name,
    label,
    placeholder,
    hint,
    multiline: isMultiline,
    required: isRequired,
    max_length: maxLength,
  };
}
